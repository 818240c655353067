import Testing

@testable import Store

/// A sealed column that the register does not know would be lost with the next retired key.
@Suite struct SealedColumnTests {
    @Test func everySealedColumnIsInTheRegisterAndIsABlob() async throws {
        let store = try TestInstallation().store
        let found = try await store.read { transaction in
            try transaction.all(
                """
                SELECT tables.name, columns.name, columns.type FROM sqlite_schema AS tables
                JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND columns.name LIKE '%\\_sealed' ESCAPE '\\'
                """
            ) { row in [try row.text(0), try row.text(1), try row.text(2)] }
        }
        #expect(found.allSatisfy { $0[2] == "BLOB" })
        let inSchema = Set(found.map { $0[0] + "." + $0[1] })
        let inRegister = SealedColumn.all.map { $0.table + "." + $0.column }
        #expect(inSchema == Set(inRegister))
        #expect(inRegister.count == inSchema.count)
    }

    @Test func keyAndOwnerAreColumnsOfTheTable() async throws {
        let store = try TestInstallation().store
        for column in SealedColumn.all {
            var names = column.primaryKey + column.rowKey
            if case .column(let owner) = column.owner { names.append(owner) }
            let statement = "SELECT \(names.joined(separator: ", ")) FROM \(column.table)"
            try await store.read { try $0.query(composed: statement) { _ throws(StoreError) in } }
        }
    }

    @Test func anOwnerIsFoundThroughAnIndex() async throws {
        let store = try TestInstallation().store
        for column in SealedColumn.all {
            guard case .column(let owner) = column.owner else { continue }
            let plan = try await store.read { transaction in
                try transaction.plan("SELECT 1 FROM \(column.table) WHERE \(owner) = $1", [.null])
            }
            #expect(plan.contains { $0.contains("USING") && $0.contains("INDEX") }, "\(column.table): \(plan)")
        }
    }
}

extension ReadTransaction {
    fileprivate func plan(_ sql: String, _ arguments: [Value]) throws -> [String] {
        var plan: [String] = []
        let statement = try Statement.prepare("EXPLAIN QUERY PLAN " + sql, on: connection.handle)
        try statement.collect(arguments) { row throws(StoreError) in plan.append(try row.text(3)) }
        return plan
    }
}
