import AuditLog
import Domain
import JSONRPC
import Store
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

@Suite struct KeyServiceTests {
    let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    @Test func theStatusCountsEachTerm() async throws {
        let room = try await Strongroom(in: temporary)
        var cohort = Cohort()
        try await cohort.enrol(3, in: room)
        let first = try await room.keyStatus()
        #expect(first.terms.map(\.state) == ["active"])
        #expect(first.terms.map(\.ownerKeys) == [4] && first.terms.map(\.sealedValues) == [4])
        #expect(!first.hasRotation && first.certificate.isEmpty)

        try await room.awaitEnd(of: try await room.beginRotation())
        let second = try await room.keyStatus()
        #expect(second.terms.map(\.term) == [1, 2] && second.terms.map(\.state) == ["retired", "active"])
        #expect(second.terms.map(\.ownerKeys) == [0, 4] && second.terms.map(\.sealedValues) == [0, 4])
        #expect(!second.hasRotation && !second.certificate.isEmpty)
        await room.close()
    }

    @Test func theUseOfEachKeyCountsInAllRuns() async throws {
        let room = try await Strongroom(in: temporary)
        var cohort = Cohort()
        try await cohort.enrol(3, in: room)
        let first = try await room.keyStatus().uses
        #expect(first.map(\.purpose) == ["audit", "data-key-encryption", "signing"])
        #expect(first.map(\.term) == [1, 1, 1])
        // Keys of three students and of the installation wrapped, a value sealed under each.
        #expect(first[1].count >= 8)
        #expect(first.allSatisfy { $0.limit == 1 << 40 && !$0.isNearLimit })

        let ledger = try KeyUsageLedger(keys: room.keys, ring: room.ring)
        try ledger.keep()
        try await cohort.enrol(1, in: room)
        let next = try KeyUsageLedger(keys: room.keys, ring: room.ring)
        let kept = try #require(try room.keys.usage().first { $0.purpose == .dataKeyEncryption })
        let total = try #require(next.totals.first { $0.purpose == .dataKeyEncryption })
        let inThisRun = try #require(room.ring.usage.first { $0.purpose == .dataKeyEncryption })
        #expect(total.count == kept.count + inThisRun.count)
        await room.close()
    }

    @Test func aKeyNearItsLimitSaysSo() async throws {
        let room = try await Strongroom(in: temporary)
        let used = KeyUsage(purpose: .dataKeyEncryption, term: 1, count: KeyUsage.limit / 10 * 9)
        try room.keys.keep([used])
        let ledger = try KeyUsageLedger(keys: room.keys, ring: room.ring)
        // One use after the other goes on from there.
        #expect(ledger.totals.filter(\.isNearLimit).map(\.purpose) == [.dataKeyEncryption])
        #expect(ledger.totals.map { APIKeyUse($0) }.filter(\.isNearLimit).map(\.purpose) == ["data-key-encryption"])
        await room.close()
    }

    /// Both calls are about the one rotation; a caller that leaves does not stop it.
    @Test func aSecondCallJoinsAndACutStreamStopsNothing() async throws {
        let room = try await Strongroom(in: temporary)
        var cohort = Cohort()
        try await cohort.enrol(200, in: room)
        // It cannot get to its end while a reader is there.
        let (inside, go) = (Signal(), Signal())
        async let reader: String? = room.store.read { transaction in
            let value = try transaction.setting("any")
            inside.raise()
            go.wait()
            return value
        }
        await inside.raised()
        for try await progress in KeyServiceClient(room.client).rotateDataKeys(
            APIRotateDataKeysRequest(), Strongroom.meta)
        {
            #expect(progress.toTerm == 2 && !progress.isFinished)
            break
        }
        let joined = KeyServiceClient(room.anotherClient()).rotateDataKeys(
            APIRotateDataKeysRequest(), Strongroom.meta)
        var last: APIRotationProgress?
        for try await progress in joined {
            if last == nil {
                #expect(try await room.keyStatus().hasRotation)
                go.raise()
            }
            last = progress
        }
        _ = try await reader
        #expect(last?.isFinished == true && last?.toTerm == 2)
        #expect(try await room.store.read { try $0.keyRotations() }.count == 1)
        #expect(try await cohort.readable(in: room) == 200)
        await room.close()
    }

    @Test func startAndEndAreInTheLog() async throws {
        let room = try await Strongroom(in: temporary)
        let stream = KeyServiceClient(room.client).rotateDataKeys(APIRotateDataKeysRequest(), Strongroom.meta)
        for try await _ in stream {}
        let records = try await room.log.allRecords()
        let name = "xinyu.v1.KeyService/RotateDataKeys"
        #expect(records.map(\.method) == [name, name])
        #expect(records.map(\.actor) == [Strongroom.officer, Strongroom.officer])
        #expect(records.map(\.role) == ["security_officer", ""])
        // The officer's profile is the one thing that was sealed.
        #expect(records.map(\.counts) == [[], [AuditRecord.Count(key: "values", value: 1)]])
        #expect(records.last?.requestID.hasPrefix("end of rotation ") == true)
        await room.close()
    }
}
