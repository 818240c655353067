import Domain
import Store
import TestSupport
import Testing

/// What stands in the store before a test begins, put there without the services.
extension CrisisSchool {
    func enrol(_ name: String = "王小明", bornOn birthDate: String? = "2012-03-31") async throws -> Identifier {
        try await enrol(name, bornOn: birthDate, in: classes[0], of: school)
    }

    func enrolElsewhere() async throws -> Identifier {
        try await enrol("外校生", bornOn: nil, in: nil, of: otherSchool)
    }

    private func enrol(
        _ name: String, bornOn birthDate: String?, in schoolClass: Identifier?, of school: Identifier
    ) async throws -> Identifier {
        let (id, now) = (Identifier(randomFrom: random), clock.now())
        try await store.write { transaction in
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: schoolClass, enrolledAt: now),
                    StudentIdentity(name: name, number: id.description, birthDate: birthDate)), indexes: .init())
        }
        return id
    }

    func warn(of student: Identifier, _ state: WarningState = .confirmed) async throws -> Identifier {
        let (id, now) = (Identifier(randomFrom: random), clock.now())
        try await store.write { transaction in
            let student = try #require(try transaction.student(student))
            try transaction.insert(
                WarningRecord(
                    school: student.school, id: id, student: student.id, schoolClass: student.schoolClass,
                    source: .sheet, sourceID: id, state: state, suggestedLevel: .crisis,
                    evidence: WarningEvidence(fired: []), raisedAt: now, acknowledgeBy: nil, interviewBy: nil))
        }
        return id
    }

    func care(for student: Identifier, _ state: CareState = .active) async throws {
        let (id, now, author) = (Identifier(randomFrom: random), clock.now(), counsellor.id)
        try await store.write { transaction in
            let student = try #require(try transaction.student(student))
            try transaction.insert(
                CareEntryRecord(
                    school: student.school, id: id, student: student.id, schoolClass: nil, state: state,
                    level: .concern, proposedBy: author, createdAt: now, levelSince: now))
        }
    }

    /// The archive of a student as it stands, whoever may read it.
    func archive(of student: Identifier) async throws -> [ArchiveEntry] {
        try await store.read { transaction in
            guard let record = try transaction.student(student) else { return [] }
            return try transaction.archive(of: student, in: record.school, upTo: .raw, limit: 1_000)
        }
    }
}
