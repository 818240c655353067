import Domain
import Testing

@testable import Store

/// A table of which the register does not know would be left out of copies and parcels, and stay after an erasure.
@Suite struct StudentTableTests {
    /// They say that something was there and what became of it, and stay.
    private static let kept: Set<String> = ["transfers", "erasures", "legal_holds", "accounts", "students"]
    private static let keptColumns: Set<SealedColumn> = [.studentIdentity, .holdReason, .erasureReason]

    @Test func everySealedColumnOfAStudentHasASource() {
        let owned = SealedColumn.all.filter { $0.owner == .column("student_id") || $0 == .studentIdentity }
        let told = StudentTable.all.flatMap { $0.sealed.map(\.column) }
        #expect(Set(told) == Set(owned).subtracting(Self.keptColumns))
        #expect(told.count == Set(told).count)
        for table in StudentTable.all {
            #expect(table.sealed.allSatisfy { $0.column.table == table.name }, "\(table.name)")
            #expect((table.kind == nil) == table.sealed.isEmpty, "\(table.name)")
        }
    }

    @Test func everyTableThatNamesAStudentIsKnown() async throws {
        let store = try TestInstallation().store
        let naming = try await store.read { transaction in
            try transaction.all(
                """
                SELECT DISTINCT tables.name FROM sqlite_schema AS tables
                JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND columns.name IN ('student_id', 'buddy_id')
                """
            ) { row in try row.text(0) }
        }
        let known = Set(StudentTable.all.map(\.name))
        #expect(Set(naming).subtracting(Self.kept).subtracting(known).isEmpty)
        #expect(known.isDisjoint(with: Self.kept))
    }

    /// Whatever refers to a row that goes must go before it, or let go of it.
    @Test func nothingIsLeftThatRefersToWhatGoes() async throws {
        let store = try TestInstallation().store
        let references = try await store.read { transaction in
            try transaction.all(
                """
                SELECT tables.name, keys."table", keys."from" FROM sqlite_schema AS tables
                JOIN pragma_foreign_key_list(tables.name) AS keys
                WHERE tables.type = 'table' AND keys."from" <> 'school_id'
                """
            ) { row in (from: try row.text(0), to: try row.text(1), column: try row.text(2)) }
        }
        let order = StudentTable.all.map(\.name)
        for reference in references {
            guard let target = order.lastIndex(of: reference.to) else { continue }
            let table = StudentTable.all[target]
            let letsGo = table.references.contains { $0.table == reference.from && $0.column == reference.column }
            let source = order.lastIndex(of: reference.from)
            #expect(source != nil, "\(reference.from) refers to \(reference.to) and stays")
            guard let source else { continue }
            #expect(source < target, "\(reference.from) must go before \(reference.to)")
            // Topics go on days of their own: a reference across them must be let go of.
            #expect(
                letsGo || StudentTable.all[source].topic == table.topic,
                "\(reference.from).\(reference.column) is of another topic than \(reference.to)")
        }
    }

    @Test func columnsAreThere() async throws {
        let store = try TestInstallation().store
        let nobody = Identifier.installation
        #expect(try await store.read { try $0.archiveDetails(of: nobody, in: nobody) } == [])
        #expect(try await store.write { try $0.destroy(ArchiveTopic.allCases, of: nobody, in: nobody) } == 0)
    }
}
