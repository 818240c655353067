import Domain
import Store
import TestSupport

@testable import Services

/// Students whose names are known to the test, and whose values are sealed: what a rotation must not lose.
struct Cohort: Sendable {
    static let school = Identifier(randomFrom: SeededRandomSource(seed: 600))

    /// By the number that is in their names.
    private(set) var students: [Identifier] = []

    func name(of number: Int) -> String { "学生 \(number)" }

    mutating func enrol(_ count: Int, in room: Strongroom) async throws {
        let numbers = students.count..<students.count + count
        let random = SeededRandomSource(seed: 700 + UInt64(numbers.lowerBound))
        let new = numbers.map { (id: Identifier(randomFrom: random), name: name(of: $0), number: "\($0)") }
        let now = room.clock.now()
        try await room.store.write { transaction in
            for student in new {
                try transaction.insert(
                    IdentifiedStudent(
                        StudentRecord(
                            school: Cohort.school, id: student.id, schoolClass: Cohort.school, enrolledAt: now),
                        StudentIdentity(name: student.name, number: student.number)),
                    indexes: StudentRecord.Indexes())
            }
        }
        students += new.map(\.id)
    }

    /// Those whose identity opens to what was stored.
    func readable(in room: Strongroom, except erased: Int? = nil) async throws -> Int {
        let students = students
        return try await room.store.read { transaction in
            var count = 0
            for (number, id) in students.enumerated() where number != erased {
                let student = try transaction.identifiedStudent(id)
                if student?.identity.name == name(of: number), student?.identity.number == "\(number)" { count += 1 }
            }
            return count
        }
    }
}

extension Strongroom {
    /// Begins a rotation as the service does, without a call.
    @discardableResult
    func beginRotation(seed: UInt64 = 1) async throws -> Identifier {
        let (rotation, now) = (rotation, clock.now())
        let id = Identifier(randomFrom: SeededRandomSource(seed: 800 + seed))
        let begun = try await store.write { try rotation.begin(by: Strongroom.officer, id: id, at: now, in: $0) }
        return begun
    }

    /// Works at the rotation until it ends, with success or not.
    @discardableResult
    func awaitEnd(of id: Identifier) async throws -> RotationProgress? {
        var last: RotationProgress?
        let changes = rotation.watch(id)
        try rotation.start()
        for try await progress in changes { last = progress }
        return last
    }

    func sealedValues() async throws -> [UInt32: Int] {
        let counts = try await store.read { try $0.sealedCounts() }
        return Dictionary(counts.map { ($0.term, $0.count) }, uniquingKeysWith: +)
    }
}
