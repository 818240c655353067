import AuditLog
import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services
@testable import Store

@Suite("Retention, erasure, copies, and who has read a record")
struct DataRightsTests {
    // MARK: - Erasure

    @Test("Two people erase: nothing is found on the disk any more, and all else goes on")
    func erasure() async throws {
        try await RecordsOffice.open { office in
            let (gone, other) = (try await office.enrol(), try await office.enrol(nationalID: nil, number: "2"))
            try await office.fill(gone)
            try await office.fill(other)
            let account = try await office.account(of: gone)
            let wrapped = try #require(try office.keys.ownerKeys(of: gone).first).bytes
            let request = try await office.counsellor.requestErasure(gone)
            #expect(request.state == .requested && request.reason == "家长书面申请")
            #expect(
                try await failure { try await office.counsellor.confirm(gone, request.id) }?.status
                    == .permissionDenied)
            let waiting = try await office.officer.erasures()
            #expect(waiting.map(\.id) == [request.id])
            // Whoever turns the keys reads nothing.
            #expect(waiting.allSatisfy { $0.reason.isEmpty })
            let wrong = try await failure {
                try await office.officer.confirm(gone, String(repeating: "0", count: 32))
            }
            #expect(wrong?.status == .invalidArgument)
            let done = try await office.officer.confirm(gone, request.id)
            #expect(done.erasure.state == .done && done.erasure.keys == 2 && done.erasure.rows > 15)
            #expect(done.isLogEmpty)

            #expect(try office.keys.ownerKeys(of: gone).isEmpty)
            #expect(try office.bytesOnDisk().firstRange(of: wrapped) == nil)
            let school = office.school
            #expect(
                try await office.store.read { try $0.archiveCounts(of: gone, in: school) }.values.allSatisfy { $0 == 0 }
            )
            #expect(
                try await office.store.read { try $0.archiveCounts(of: other, in: school) }.values.contains { $0 > 0 })
            #expect(try await !office.counsellor.timeline(other).isEmpty)
            try await office.counsellor.observe(other)
            let entries = try await office.counsellor.care.listCareEntries(
                .with { $0.unitID = school.description }, office.counsellor.meta
            ).entries
            #expect(entries.map(\.studentID) == [other.description])
            await #expect(throws: StoreError.ownerErased(account)) {
                try await office.store.read { try $0.account(account) }
            }
            // What was done stays known: in the list, and in the log.
            #expect(try await office.officer.erasures([.done]).map(\.studentID) == [gone.description])
            let records = try await office.store.read { transaction in
                try transaction.auditRecords(matching: AuditFilter(subject: gone), limit: 100)
                    .map { try AuditRecord(canonical: $0.record) }
            }
            #expect(records.last?.requestID.contains("erasure") == true)
            #expect(records.last?.counts.map(\.key) == ["keys", "rows"])
            let again = try await failure { try await office.counsellor.requestErasure(gone) }
            #expect(again?.status == .notFound)
        }
    }

    @Test("Cut off after the rows, an erasure goes on by itself")
    func resumed() async throws {
        try await RecordsOffice.open { office in
            let gone = try await office.enrol()
            try await office.fill(gone)
            let (school, now, officer, asker) = (
                office.school, office.clock.now(), office.officer.id, office.counsellor.id
            )
            let id = Identifier(randomFrom: office.random)
            try await office.store.write { transaction in
                var erasure = ErasureRecord(
                    school: school, id: id, student: gone, ground: .unlawful, reason: "误录", requestedBy: asker,
                    requestedAt: now)
                try transaction.insert(erasure)
                erasure.state = .confirmed
                erasure.decidedBy = officer
                erasure.decidedAt = now
                _ = try ErasureWork.begin(erasure, transaction)
            }
            #expect(try office.keys.ownerKeys(of: gone).count == 1)
            try await office.tidy()
            #expect(try office.keys.ownerKeys(of: gone).isEmpty)
            #expect(try await office.officer.erasures([.done]).count == 1)
            #expect(try await office.erasing.resume() == 0)
        }
    }

    @Test("What a restored backup brings back is taken away again")
    func restored() async throws {
        try await RecordsOffice.open { office in
            let gone = try await office.enrol()
            try await office.fill(gone)
            // As after the return of an old database beside the present keys.
            _ = try await office.store.erase(gone, at: office.clock.now())
            #expect(try await office.erasing.resume() == 1)
            let school = office.school
            let counts = try await office.store.read { try $0.archiveCounts(of: gone, in: school) }
            #expect(counts.values.allSatisfy { $0 == 0 })
            #expect(try await office.erasing.resume() == 0)
        }
    }

    @Test("A hold keeps all: erasure is refused, and no rule destroys anything")
    func holds() async throws {
        try await RecordsOffice.open { office in
            let student = try await office.enrol()
            try await office.fill(student)
            #expect(try await failure { try await office.counsellor.hold(student) }?.status == .permissionDenied)
            #expect(try await office.crisisLead.hold(student).placedByName == "老师")
            let refused = try await failure { try await office.registrar.requestErasure(student) }
            #expect(refused?.message.contains("hold") == true)
            _ = try await office.registrar.left(student, "2026-11-04")
            office.clock.advance(by: .seconds(300 * 86_400))
            #expect(try await office.counsellor.retention(student).hold.reason == "诉讼")
            office.clock.advance(by: .seconds(20 * 366 * 86_400))
            try await office.tidy()
            let school = office.school
            #expect(try await office.store.read { try $0.archiveCounts(of: student, in: school)[.interviews] } == 1)
            let now = office.clock.now()
            try await office.store.write { transaction in
                var hold = try #require(try transaction.legalHold(ofStudent: student))
                hold.releasedBy = .installation
                hold.releasedAt = now
                try transaction.release(hold)
            }
            try await office.tidy()
            #expect(try await office.store.read { try $0.student(student)?.state } == .erased)
        }
    }

    // MARK: - Retention

    @Test("Each topic shows its day, goes on it, and the key with the last")
    func retention() async throws {
        try await RecordsOffice.open { office in
            let student = try await office.enrol()
            try await office.fill(student)
            let attending = try await office.counsellor.retention(student)
            #expect(attending.lastDay.isEmpty && attending.topics.allSatisfy { $0.goesOn.isEmpty })
            #expect(attending.topics.first { $0.topic == "interviews" }?.records == 1)
            #expect(try await office.registrar.left(student, "2026-11-04") == "2036-11-04")
            let left = try await office.counsellor.retention(student)
            #expect(left.topics.first { $0.topic == "interviews" }?.goesOn == "2029-11-04")
            // The registrar learns the days, and not what there is.
            let registrar = try await office.registrar.retention(student)
            #expect(registrar.lastDay == "2036-11-04" && registrar.topics.isEmpty && !registrar.incomplete.isEmpty)

            office.clock.advance(by: .seconds((3 * 365 + 2) * 86_400))
            try await office.tidy()
            let school = office.school
            let counts = try await office.store.read { try $0.archiveCounts(of: student, in: school) }
            #expect(counts[.interviews] == 0 && counts[.warnings] == 0 && counts[.care] == 0)
            #expect(counts[.crises] == 1 && counts[.trauma] == 2)
            // The crisis case has let go of the warning that it came from.
            let crisis = try await office.store.read { transaction in
                try transaction.archiveDetails(of: student, in: school, topics: [.crises]).first
            }
            #expect(crisis?.fields.contains { $0.name == "warning" } == false)
            office.clock.advance(by: .seconds(8 * 366 * 86_400))
            try await office.tidy()
            #expect(try office.keys.ownerKeys(of: student).isEmpty)
            let log = try await office.store.read { transaction in
                try transaction.auditRecords(matching: AuditFilter(subject: student), limit: 100)
                    .map { try AuditRecord(canonical: $0.record).requestID }
            }
            #expect(log.contains { $0.hasPrefix("retention: ") })
            #expect(log.last?.contains("(retention)") == true)
        }
    }

    // MARK: - Copies

    @Test("A guardian's copy opens with its passphrase alone, and says what it leaves out")
    func copies() async throws {
        try await RecordsOffice.open { office in
            let student = try await office.enrol()
            try await office.fill(student)
            let short = try await failure { try await office.counsellor.copy(student, "短") }
            #expect(short?.details.fieldViolations.map(\.field) == ["passphrase"])
            let (head, bytes) = try await office.counsellor.copy(student, "四月的雨落在操场边的树上")
            #expect(Int(head.byteCount) == bytes.count)
            #expect(bytes.firstRange(of: Array("欧阳".utf8)) == nil)
            #expect(throws: PassphraseFile.Failure.doesNotOpen) {
                try PassphraseFile.open(bytes, with: "四月的雨落在操场边的树下")
            }
            let json = try PassphraseFile.open(bytes, with: "四月的雨落在操场边的树上")
            let file = try ArchiveFile(json: json)
            #expect(file.purpose == .copy && file.student.name == "欧阳晓明")
            #expect(file.records.count == Int(head.recordCount))
            #expect(
                Set(file.withheld.map(\.part)) == [.trauma, .interviewNotes, .thirdPersons])
            let text = String(decoding: json, as: UTF8.self)
            for (index, said) in RecordsOffice.texts.enumerated() {
                #expect(text.contains(said) == [2, 3, 9].contains(index), "\(said)")
            }
            // No staff is named to a guardian.
            #expect(!text.contains("老师"))
            #expect(!text.contains("field_"))
            #expect(
                try await failure { try await office.registrar.copy(student, "四月的雨落在操场边的树上") }?.status
                    == .permissionDenied)
        }
    }

    // MARK: - Who has read it

    @Test("The statement shows each record in the signed log, and against the log that none is missing")
    func statements() async throws {
        try await RecordsOffice.open { office in
            let (student, other) = (try await office.enrol(), try await office.enrol(nationalID: nil, number: "2"))
            _ = try await office.counsellor.timeline(student)
            _ = try await office.counsellor.timeline(other)
            _ = try await office.counsellor.timeline(student)
            let text = try await office.officer.statement(student)
            let key = try #require(office.log.noteKey)
            let statement = try AccessStatement(text: text)
            let (records, checkpoint) = try statement.verify(trusted: [key])
            #expect(
                records.map(\.method) == [
                    "xinyu.v1.ArchiveService/GetTimeline", "xinyu.v1.ArchiveService/GetTimeline",
                    "xinyu.v1.DataRightsService/GetAccessStatement",
                ])
            #expect(statement.actors[office.counsellor.id] == "老师")
            #expect(checkpoint.size > 3)
            let lines = ExportKeeping()
            try await office.log.export { await lines.add($0) }
            let export = await lines.text
            #expect(statement.missing(fromExport: export, upTo: checkpoint.size).isEmpty)

            // A line less is a line that the log has; a line changed is not in it.
            var cut = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let place = try #require(cut.firstIndex { $0.hasPrefix("record ") })
            cut.removeSubrange(place...place + 1)
            let shorter = try AccessStatement(
                text: cut.joined(separator: "\n").replacing("end 3", with: "end 2"))
            #expect(try shorter.verify(trusted: [key]).records.count == 2)
            #expect(shorter.missing(fromExport: export, upTo: checkpoint.size) == [records[0].index])
            var changed = statement.entries
            changed[0] = .init(index: changed[0].index + 1, canonical: changed[0].canonical, path: changed[0].path)
            #expect(throws: AccessStatement.Failure.wrongRecord(at: changed[0].index)) {
                try AccessStatement(
                    origin: statement.origin, subject: student, key: key, actors: [:], entries: changed,
                    checkpoint: statement.checkpoint
                ).verify(trusted: [key])
            }
            #expect(throws: AccessStatement.Failure.untrusted) { try statement.verify(trusted: []) }
            #expect(throws: AccessStatement.Failure.cutShort) {
                try AccessStatement(text: text.replacing("end 3", with: "end 4"))
            }
        }
    }
}

private actor ExportKeeping {
    private(set) var text = ""
    func add(_ piece: String) { text += piece }
}

extension RecordsOffice {
    /// A student's own account.
    fileprivate func account(of student: Identifier) async throws -> Identifier {
        let (id, now) = (Identifier(randomFrom: random), clock.now())
        try await store.write { transaction in
            try transaction.insert(
                AccountRecord(
                    id: id, loginIndex: id.bytes, profile: .init(login: "20260701", name: Self.pupil.name),
                    passwordHash: nil, student: student, createdAt: now, createdBy: .installation))
        }
        return id
    }

    /// Everything that is on the disk.
    fileprivate func bytesOnDisk() throws -> [UInt8] {
        let folder = temporary.file("data")
        return try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { name in
            Array(FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
        }
    }
}
