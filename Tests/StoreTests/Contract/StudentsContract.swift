import Domain
import Store
import Testing

@Suite struct StudentsContract {
    @Test(arguments: EngineUnderTest.allCases)
    func aRosterComesBackByClass(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (school, schoolClass) = (installation.identifier(), installation.identifier())
        let roster = (0..<60).map { number in
            Samples.student(
                installation, school: school, schoolClass: number < 45 ? schoolClass : installation.identifier(),
                identity: StudentIdentity(name: "学生\(number)", number: "\(number)"))
        }
        try await installation.store.write { transaction in
            for student in roster { try transaction.insert(student, indexes: .init()) }
        }
        let expected = roster.prefix(45).sorted { $0.record.id < $1.record.id }
        try await installation.store.read { (transaction) throws -> Void in
            #expect(try transaction.students(ofClass: schoolClass, in: school) == expected)
            let page = try transaction.students(
                ofClass: schoolClass, in: school, after: expected[9].record.id, limit: 10)
            #expect(page == Array(expected[10..<20]))
            #expect(
                try transaction.studentIdentifiers(ofClass: schoolClass, in: school) == expected.map(\.record.id))
            #expect(try transaction.students(ofClass: schoolClass, in: installation.identifier()) == [])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func aStudentIsFoundByEachIndex(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let school = installation.identifier()
        let student = Samples.student(installation, school: school, schoolClass: nil)
        let twin = Samples.student(installation, school: school, schoolClass: nil)
        try await installation.store.write { transaction in
            try transaction.insert(student, indexes: .init(number: [1], nationalID: [2], name: [3]))
            try transaction.insert(twin, indexes: .init(number: [9], nationalID: [8], name: [3]))
        }
        try await installation.store.read { (transaction) throws -> Void in
            #expect(try transaction.students(numberIndex: [1], in: school) == [student])
            #expect(try transaction.students(nationalIndex: [2]) == [student])
            #expect(Set(try transaction.students(nameIndex: [3], in: school).map(\.record.id)).count == 2)
            #expect(try transaction.students(numberIndex: [1], in: installation.identifier()) == [])
            #expect(try transaction.identifiedStudent(student.record.id) == student)
            #expect(try transaction.student(student.record.id) == student.record)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func aStudentMovesAndLeaves(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (school, before, after) = (installation.identifier(), installation.identifier(), installation.identifier())
        let student = Samples.student(installation, school: school, schoolClass: before)
        var moved = student.record
        moved.schoolClass = after
        let changed = moved
        try await installation.store.write { transaction in
            try transaction.insert(student, indexes: .init())
            #expect(try transaction.update(changed))
            #expect(try transaction.studentIdentifiers(ofClass: after, in: school) == [changed.id])
            var left = changed
            left.state = .left
            left.leftAt = installation.now
            #expect(try transaction.update(left))
            #expect(try transaction.studentIdentifiers(ofClass: after, in: school) == [])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func anIdIsUsedOnce(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let student = Samples.student(installation, school: installation.identifier(), schoolClass: nil)
        try await installation.store.write { try $0.insert(student, indexes: .init()) }
        await #expect(throws: StoreError.self) {
            try await installation.store.write { try $0.insert(student, indexes: .init()) }
        }
    }
}
