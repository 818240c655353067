import Domain
import TestSupport
import Testing
import Vault

@testable import Store

/// A rotation of data keys, as a service runs it: owner by owner, in small writes, through a kill.
@Suite struct ResealingTests {
    let temporary: TemporaryFolder
    let school: Identifier

    init() throws {
        temporary = try TemporaryFolder()
        school = Identifier(randomFrom: SeededRandomSource(seed: 99))
    }

    @Test func everyValueIsSealedAnewAndTheOldTermRetires() async throws {
        let installation = try TestInstallation(in: temporary)
        let students = try await fill(installation, students: 12)
        try await rotate(installation)
        let counts = try await installation.store.read { try $0.sealedCounts() }
        #expect(Set(counts.map(\.term)) == [2])
        #expect(counts.first { $0.column == .studentIdentity }?.count == 12)
        #expect(counts.first { $0.column == .unitName }?.count == 1)
        #expect(counts.first { $0.column == .idempotentResponse }?.count == 1)
        #expect(try installation.keys.ownerCounts() == [2: 14])

        let change = try installation.ring.retire(.dataKeyEncryption, term: 1)
        try installation.keys.save(change.stored)
        try installation.ring.adopt(change)
        try await check(installation, students)
        await installation.store.close()
    }

    @Test func aRotationGoesOnAfterAKill() async throws {
        let students: [IdentifiedStudent]
        do {
            let installation = try TestInstallation(in: temporary)
            students = try await fill(installation, students: 10)
            try turn(installation)
            let owners = try installation.keys.owners(withKeysBefore: 2, limit: 5)
            for owner in owners { _ = try await installation.store.write { try $0.reseal(owner: owner, limit: 100) } }
            // Killed after sealing five anew, before any old key was dropped, and in the middle of a sixth.
            let sixth = try installation.keys.owners(withKeysBefore: 2, after: owners.last, limit: 1)
            for owner in sixth { _ = try await installation.store.write { try $0.reseal(owner: owner, limit: 0) } }
            await installation.store.close()
        }
        let installation = try TestInstallation(in: temporary)
        #expect(try installation.keys.owners(withKeysBefore: 2, limit: 100).count == 12)
        try await finish(installation)
        #expect(try installation.keys.ownerCounts() == [2: 12])
        try await check(installation, students)
    }

    @Test func readersAndWritersGoOn() async throws {
        let installation = try TestInstallation(in: temporary)
        var students = try await fill(installation, students: 5)
        try turn(installation)
        try await check(installation, students)
        students[0].identity.name = "改名"
        let renamed = students[0]
        try await installation.store.write {
            try $0.updateIdentity(
                of: renamed.record.id, in: renamed.record.school, renamed.identity, indexes: .init())
        }
        try await check(installation, students)
        try await finish(installation)
        try await check(installation, students)
    }

    @Test func aKeyThatIsStillNeededIsNotDropped() async throws {
        let installation = try TestInstallation(in: temporary)
        let students = try await fill(installation, students: 2)
        try turn(installation)
        let owner = students[1].record.id
        await #expect(throws: StoreError.stillSealed(owner)) {
            try await installation.store.dropFormerKeys(of: [owner])
        }
        try await check(installation, students)
    }

    @Test func sealingAnewIsDoneInPieces() async throws {
        let installation = try TestInstallation(in: temporary)
        let units = (0..<10).map { _ in installation.identifier() }
        try await installation.store.write { transaction in
            for id in units { try transaction.insert(unit(id, installation)) }
        }
        try turn(installation)
        var pieces: [Int] = []
        repeat {
            pieces.append(try await installation.store.write { try $0.reseal(owner: .installation, limit: 4) })
        } while pieces.last == 4
        #expect(pieces == [4, 4, 2])
    }

    // MARK: -

    private func unit(_ id: Identifier, _ installation: TestInstallation) -> UnitRecord {
        UnitRecord(
            school: school, id: id, parent: nil, kind: .grade, stage: nil, name: "name",
            createdAt: installation.now)
    }

    private func fill(_ installation: TestInstallation, students count: Int) async throws -> [IdentifiedStudent] {
        let students = (0..<count).map { number in
            Samples.student(
                installation, school: school, schoolClass: school,
                identity: StudentIdentity(name: "学生\(number)", number: "\(number)"))
        }
        let account = Samples.account(installation)
        let schoolUnit = unit(school, installation)
        try await installation.store.write { transaction in
            for student in students { try transaction.insert(student, indexes: .init()) }
            try transaction.insert(schoolUnit)
            try transaction.insert(account)
            try transaction.insert(
                IdempotentCall(
                    account: account.id, key: "a key", method: "m", requestHash: [1], response: [5],
                    at: installation.now))
        }
        return students
    }

    /// A new term is in force; nothing is sealed anew.
    private func turn(_ installation: TestInstallation) throws {
        let change = try installation.ring.newTerm(at: installation.now)
        try installation.keys.save(change.stored)
        try installation.ring.adopt(change)
    }

    private func rotate(_ installation: TestInstallation) async throws {
        try turn(installation)
        try await finish(installation)
    }

    private func finish(_ installation: TestInstallation) async throws {
        while true {
            let term = installation.ring.currentTerm
            let owners = try installation.keys.owners(withKeysBefore: term, limit: 3)
            if owners.isEmpty { return }
            for owner in owners {
                while try await installation.store.write({ try $0.reseal(owner: owner, limit: 2) }) == 2 {}
            }
            try await installation.store.dropFormerKeys(of: owners)
        }
    }

    private func check(_ installation: TestInstallation, _ students: [IdentifiedStudent]) async throws {
        let expected = students.sorted { $0.record.id < $1.record.id }
        let school = school
        #expect(try await installation.store.read { try $0.students(ofClass: school, in: school) } == expected)
    }
}
