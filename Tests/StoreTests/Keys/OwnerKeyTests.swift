import Domain
import Foundation
import TestSupport
import Testing
import Vault

@testable import Store

/// Keys of owners: made when needed, durable before what they seal, gone when destroyed.
@Suite struct OwnerKeyTests {
    let installation: TestInstallation
    var store: Store { installation.store }

    init() throws {
        installation = try TestInstallation()
    }

    @Test func oneKeyIsMadeForAnOwnerHoweverMuchIsSealed() async throws {
        let owner = installation.identifier()
        let row = installation.identifier()
        for number in 0..<5 {
            _ = try await store.write { transaction in
                try (0..<3).map { _ in
                    try transaction.seal([UInt8(number)], .sheetNote, row: row, owner: owner)
                }
            }
        }
        #expect(try installation.keys.ownerKeys(of: owner).count == 1)
        #expect(try installation.keys.ownerCounts() == [1: 1])
    }

    @Test func aKeyOfAFailedClosureIsHarmless() async throws {
        let owner = installation.identifier()
        struct Refused: Error {}
        try? await store.write { transaction in
            _ = try transaction.seal([1], .sheetNote, row: owner, owner: owner)
            throw Refused()
        }
        let sealed = try await store.write { try $0.seal([2], .sheetNote, row: owner, owner: owner) }
        #expect(try await store.read { try $0.open(sealed, .sheetNote, row: owner, owner: owner) } == [2])
    }

    @Test func whatIsSealedOpensInTheSameTransactionAndAfterARestart() async throws {
        let temporary = try TemporaryFolder()
        let owner: Identifier
        let sealed: [UInt8]
        do {
            let first = try TestInstallation(in: temporary)
            let id = first.identifier()
            owner = id
            sealed = try await first.store.write { transaction in
                let sealed = try transaction.seal([1, 2], .planBody, row: id, owner: id)
                #expect(try transaction.open(sealed, .planBody, row: id, owner: id) == [1, 2])
                return sealed
            }
            await first.store.close()
        }
        let second = try TestInstallation(in: temporary)
        #expect(try await second.store.read { try $0.open(sealed, .planBody, row: owner, owner: owner) } == [1, 2])
    }

    @Test func aValueOpensInItsPlaceOnly() async throws {
        let (owner, row, other) = (installation.identifier(), installation.identifier(), installation.identifier())
        let sealed = try await store.write { transaction in
            _ = try transaction.seal([9], .sheetAnswers, row: other, owner: other)
            return try transaction.seal([1], .sheetAnswers, row: row, owner: owner)
        }
        try await store.read { (transaction) throws -> Void in
            #expect(try transaction.open(sealed, .sheetAnswers, row: row, owner: owner) == [1])
            #expect(throws: StoreError.vault(.sealedValueDamaged)) {
                try transaction.open(sealed, .sheetAnswers, row: other, owner: owner)
            }
            #expect(throws: StoreError.vault(.sealedValueDamaged)) {
                try transaction.open(sealed, .sheetNote, row: row, owner: owner)
            }
            #expect(throws: StoreError.vault(.wrongKey)) {
                try transaction.open(sealed, .sheetAnswers, row: row, owner: other)
            }
            #expect(throws: StoreError.vault(.notASealedValue)) {
                try transaction.open([1, 2, 3], .sheetAnswers, row: row, owner: owner)
            }
            let nobody = installation.identifier()
            #expect(throws: StoreError.ownerKeyMissing(owner: nobody, term: 1)) {
                try transaction.open(sealed, .sheetAnswers, row: row, owner: nobody)
            }
        }
    }

    @Test func erasureDestroysTheKeysForGood() async throws {
        let student = Samples.student(installation, school: installation.identifier(), schoolClass: nil)
        let id = student.record.id
        try await store.write { try $0.insert(student, indexes: .init(number: [1])) }
        #expect(try await store.read { try $0.identifiedStudent(id) } == student)
        let wrapped = try #require(try installation.keys.ownerKeys(of: id).first).bytes
        #expect(try installation.bytesOnDisk().firstRange(of: wrapped) != nil)

        #expect(try await store.write { try $0.markErased(id, in: student.record.school) })
        let erasure = try await store.erase(id, at: installation.now)
        #expect(erasure == Store.Erasure(keys: 1, hasEmptiedLog: true))

        await #expect(throws: StoreError.ownerErased(id)) { try await store.read { try $0.identifiedStudent(id) } }
        await #expect(throws: StoreError.ownerErased(id)) {
            try await store.write { try $0.seal([1], .sheetNote, row: id, owner: id) }
        }
        #expect(try await store.read { try $0.student(id)?.state } == .erased)
        #expect(try await store.read { try $0.students(numberIndex: [1], in: student.record.school) } == [])
        #expect(try installation.bytesOnDisk().firstRange(of: wrapped) == nil)
        #expect(try await store.erase(id, at: installation.now).keys == 0)
    }

    @Test func thousandsOfStudentsAreOneCommitOfKeys() async throws {
        let school = installation.identifier()
        let students = (0..<2_000).map { _ in Samples.student(installation, school: school, schoolClass: nil) }
        try await store.write { transaction in
            for student in students { try transaction.insert(student, indexes: .init()) }
        }
        #expect(try installation.keys.ownerCounts() == [1: 2_000])
    }

    @Test func nothingThatWasWrittenIsOnTheDiskInTheClear() async throws {
        let school = installation.identifier()
        let student = Samples.student(installation, school: school, schoolClass: nil)
        let account = Samples.account(installation)
        let now = installation.now
        try await store.write { transaction in
            try transaction.insert(student, indexes: .init())
            try transaction.insert(account)
            try transaction.insert(
                UnitRecord(
                    school: school, id: school, parent: nil, kind: .school, stage: .senior, name: "滨江实验中学",
                    createdAt: now))
            try transaction.insert(
                IdempotentCall(
                    account: account.id, key: "k", method: "m", requestHash: [1],
                    response: Array("a response with a name".utf8), at: now))
        }
        let bytes = try installation.bytesOnDisk()
        #expect(bytes.firstRange(of: student.record.id.bytes) != nil)
        let secrets =
            [
                "欧阳晓明", "2026030117", "110105201203310012", "2012-03-31", "13900001111", "母亲", "wang.fang", "王芳",
                "滨江实验中学", "a response with a name",
            ]
        for secret in secrets { #expect(bytes.firstRange(of: Array(secret.utf8)) == nil, "\(secret)") }
    }
}
