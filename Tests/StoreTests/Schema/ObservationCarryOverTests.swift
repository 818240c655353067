import Domain
import TestSupport
import Testing

@testable import Store

/// A database of schema 11 with observations in it, opened by this program.
@Suite struct ObservationCarryOverTests {
    private struct Former: Sendable {
        let id: Identifier
        let student: Identifier
        let at: Timestamp
        let text: String
    }

    private let temporary: TemporaryFolder
    private let school: Identifier
    private let author: Identifier

    init() throws {
        temporary = try TemporaryFolder()
        let random = SeededRandomSource(seed: 12)
        (school, author) = (Identifier(randomFrom: random), Identifier(randomFrom: random))
    }

    /// What the former program left: its table filled, nothing of schema 12, and that number.
    private func leave(_ count: Int, students: Int = 3) async throws -> [Former] {
        let installation = try TestInstallation(in: temporary)
        let people = (0..<students).map { _ in Samples.student(installation, school: school, schoolClass: nil) }
        let former = (0..<count).map { number in
            Former(
                id: installation.identifier(), student: people[number % students].record.id,
                at: installation.now + .seconds(-number), text: "第\(number)次所见")
        }
        try await installation.store.write { [school, author] (transaction) throws -> Void in
            for student in people { try transaction.insert(student, indexes: .init()) }
            for row in former {
                let sealed = try transaction.seal(
                    Array(row.text.utf8), .observationText, row: row.id, owner: row.student)
                try transaction.execute(
                    """
                    INSERT INTO observations (school_id, id, student_id, author_id, at, text_sealed)
                    VALUES ($1, $2, $3, $4, $5, $6)
                    """,
                    [
                        .identifier(school), .identifier(row.id), .identifier(row.student), .identifier(author),
                        .time(row.at), .blob(sealed),
                    ])
            }
        }
        await installation.store.close()
        installation.keys.close()
        try downgrade(installation.folder)
        installation.folder.release()
        return former
    }

    private func downgrade(_ folder: DataFolder) throws {
        let file = DatabaseFile(
            path: try folder.prepareFile("xinyu.db"), name: "xinyu.db", applicationID: SQLiteSchema.applicationID,
            migrations: Array(SQLiteSchema.migrations.prefix(11)))
        let connection = try Connection(file, .writing, lockPatience: .seconds(1))
        try connection.now { () throws(StoreError) in
            try connection.script(
                """
                ALTER TABLE results DROP COLUMN norms_sealed; DROP TABLE norms;
                DROP TABLE rescored_results; DROP TABLE rescorings; DROP TABLE instrument_moves;
                DROP INDEX campaign_instruments_by_version;
                DROP TABLE received_records; DROP TABLE received_parcels; DROP TABLE parcel_pieces;
                DROP TABLE parcel_uploads; DROP TABLE transfers; DROP TABLE partner_schools; DROP TABLE school_keys;
                DROP TABLE legal_holds; DROP TABLE erasures;
                DROP TABLE attachment_pieces; DROP TABLE attachments; DROP TABLE archive_record_versions;
                DROP TABLE archive_records; DROP INDEX archive_entries_by_student;
                CREATE INDEX archive_entries_by_student ON archive_entries (student_id, kind, at);
                PRAGMA user_version = 11
                """)
        }
        connection.close()
    }

    private func left(_ store: Store) async throws -> Int {
        try await store.read { transaction in
            try transaction.first("SELECT count(*) FROM observations") { row in try row.number(0) } ?? 0
        }
    }

    @Test func everyObservationBecomesARecordUnderItsOwnIdentifier() async throws {
        let former = try await leave(1_203)
        let installation = try TestInstallation(in: temporary)
        try await installation.store.carryOverObservations()
        #expect(try await left(installation.store) == 0)
        try await installation.store.read { [school, author] (transaction) throws -> Void in
            for row in former {
                let record = try #require(try transaction.archiveRecord(row.id))
                #expect(record.school == school && record.student == row.student && record.author == author)
                #expect(record.state == .standing && record.version.number == 1 && record.version.at == row.at)
                #expect(record.version.content == .observation(.init(text: row.text)))
            }
        }
        // Again it finds nothing to do.
        try await installation.store.carryOverObservations()
        #expect(try await left(installation.store) == 0)
    }

    @Test func aKillInBetweenLosesAndDoublesNothing() async throws {
        let former = try await leave(20)
        do {
            let installation = try TestInstallation(in: temporary)
            #expect(try await installation.store.write { try $0.carryOverObservations(limit: 7) } == 7)
            await installation.store.close()
            installation.keys.close()
            installation.folder.release()
        }
        let installation = try TestInstallation(in: temporary)
        #expect(try await left(installation.store) == 13)
        try await installation.store.carryOverObservations()
        try await installation.store.read { (transaction) throws -> Void in
            for row in former { #expect(try transaction.archiveRecord(row.id) != nil) }
        }
    }

    @Test func whatIsErasedGoesOverUnreadAndKeepsNobodyFromStarting() async throws {
        let former = try await leave(6)
        let installation = try TestInstallation(in: temporary)
        let gone = former[0].student
        _ = try await installation.store.erase(gone, at: installation.now)
        try await installation.store.carryOverObservations()
        #expect(try await left(installation.store) == 0)
        try await installation.store.read { (transaction) throws -> Void in
            #expect(try transaction.countArchiveRecords(of: gone, .observation) == 2)
            #expect(try transaction.archiveRecords(of: gone, .observation, limit: 9).isEmpty)
            #expect(try transaction.archiveRecords(of: former[1].student, .observation, limit: 9).count == 2)
        }
    }
}
