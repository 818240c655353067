import Domain
import Store
import TestSupport
import Testing
import Vault

@testable import Services

extension Office {
    /// A student, put into the store without the service.
    func enrol(
        in schoolClass: String?, of school: String, name: String = "张三", number: String = "2026001",
        id: Identifier? = nil
    ) async throws -> Identifier {
        let school = try #require(Identifier(school))
        let schoolClass = schoolClass.flatMap { Identifier($0) }
        let id = id ?? Identifier(randomFrom: SystemRandom())
        let indexes = StudentIndexes(ring, bits: 8)
        let now = clock.now()
        try await store.write { transaction in
            let identity = StudentIdentity(name: name, number: number, nationalID: "11010520120331002X")
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: schoolClass, enrolledAt: now), identity),
                indexes: indexes.of(identity))
        }
        return id
    }

    func leave(_ student: Identifier) async throws {
        let now = clock.now()
        try await store.write { transaction in
            var record = try #require(try transaction.student(student))
            record.state = .left
            record.leftAt = now
            try transaction.update(record)
        }
    }

    /// A designated hospital to which a school refers.
    func hospital(for school: String) async throws -> Identifier {
        let (id, school) = (Identifier(randomFrom: SystemRandom()), try #require(Identifier(school)))
        let (now, maker) = (clock.now(), firstAccounts[0])
        try await store.write { transaction in
            try transaction.insert(
                InstitutionRecord(
                    id: id, unit: school, kind: .psychiatricHospital, isDesignated: true,
                    details: .init(name: "市第七医院", address: nil, greenChannelContact: nil), createdBy: maker,
                    createdAt: now))
        }
        return id
    }
}
