import Domain
import TestSupport
import Testing
import Vault

@Suite("The key ring")
struct KeyRingTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func open(_ stored: [StoredKey], root: RootKey? = nil) throws -> KeyRing {
        try KeyRing.open(root: root ?? fixture.root, stored: stored, random: fixture.random)
    }

    /// What is stored after `change`.
    private func stored(_ stored: [StoredKey], after change: KeyRingChange) -> [StoredKey] {
        stored.filter { old in !change.stored.contains { $0.purpose == old.purpose && $0.term == old.term } }
            + change.stored
    }

    @Test func hasOneKeyOfEachPurpose() {
        #expect(fixture.stored.map(\.purpose) == KeyPurpose.allCases)
        #expect(fixture.stored.allSatisfy { $0.term == 1 && $0.state == .active && $0.createdAt == Fixture.moment })
        #expect(fixture.stored.allSatisfy { $0.wrapped.count == 105 })
    }

    @Test func opensAgainWithItsRootKey() throws {
        let again = try open(fixture.stored.reversed())
        let sealed = fixture.key.seal([1, 2, 3], at: fixture.place)
        #expect(try again.unwrap(fixture.wrapped).open(sealed, at: fixture.place) == [1, 2, 3])
        #expect(again.signingKey.verifyKey == fixture.ring.signingKey.verifyKey)
        let index = BlindIndex(.fullName, bits: 256, key: fixture.ring.indexKey)
        #expect(BlindIndex(.fullName, bits: 256, key: again.indexKey).value(of: "王芳") == index.value(of: "王芳"))
        let place = SealedPlace(table: "audit", column: "purpose", rowKey: [0], owner: .installation)
        #expect(try again.auditKey.open(fixture.ring.auditKey.seal([9], at: place), at: place) == [9])
        #expect(Set(again.stored) == Set(fixture.stored))
    }

    @Test func saysThatAnotherRootKeyDoesNotOpenIt() {
        let other = RootKey(randomFrom: fixture.random)
        let error = vaultError { try open(fixture.stored, root: other) }
        #expect(error == .wrongRootKey)
        #expect(error?.description.contains("this key does not open this database") == true)
    }

    @Test func doesNotOpenWithAnyStoredByteAltered() {
        for (number, key) in fixture.stored.enumerated() {
            for index in key.wrapped.indices {
                var wrapped = key.wrapped
                wrapped[index] ^= 0x10
                var stored = fixture.stored
                stored[number] = StoredKey(
                    purpose: key.purpose, term: key.term, state: key.state, wrapped: wrapped, createdAt: key.createdAt)
                #expect(vaultError { try open(stored) } != nil, "\(key.purpose), byte \(index)")
            }
        }
    }

    @Test func doesNotTakeAKeyForAnotherPurposeOrTerm() {
        let first = fixture.stored[0]
        for (purpose, term) in [(KeyPurpose.index, UInt32(1)), (.dataKeyEncryption, 2)] {
            let moved = StoredKey(
                purpose: purpose, term: term, state: .active, wrapped: first.wrapped, createdAt: first.createdAt)
            let stored = fixture.stored.filter { $0.purpose != purpose } + [moved]
            guard case .keyRingDamaged = vaultError({ try open(stored) }) else {
                Issue.record("\(purpose) of term \(term) was taken")
                continue
            }
        }
    }

    @Test(arguments: KeyPurpose.allCases)
    func doesNotOpenWithoutAKeyOrWithOneTwice(purpose: KeyPurpose) {
        guard case .keyRingDamaged = vaultError({ try open(fixture.stored.filter { $0.purpose != purpose }) }) else {
            Issue.record("a missing key was not seen")
            return
        }
        let twice = fixture.stored + fixture.stored.filter { $0.purpose == purpose }
        guard case .keyRingDamaged = vaultError({ try open(twice) }) else {
            Issue.record("a key that is there twice was not seen")
            return
        }
    }

    @Test func keepsFormerTermsOpenAfterANewOne() throws {
        let sealed = fixture.key.seal([7], at: fixture.place)
        let change = try fixture.ring.newTerm(at: Fixture.moment + .seconds(1))
        #expect(fixture.ring.currentTerm == 1, "nothing changes before it is stored")
        #expect(change.stored.map(\.state) == [.retiring, .active])
        try fixture.ring.adopt(change)
        #expect(fixture.ring.currentTerm == 2)
        #expect(try fixture.ring.unwrap(fixture.wrapped).open(sealed, at: fixture.place) == [7])
        let again = try open(stored(fixture.stored, after: change))
        #expect(again.currentTerm == 2)
        #expect(try again.unwrap(fixture.wrapped).open(sealed, at: fixture.place) == [7])
    }

    @Test func opensNothingOfARetiredTerm() throws {
        #expect(
            vaultError { try fixture.ring.retire(.dataKeyEncryption, term: 1) }
                == .keyInUse(.dataKeyEncryption, term: 1))
        let first = try fixture.ring.newTerm(at: Fixture.moment)
        try fixture.ring.adopt(first)
        let second = try fixture.ring.retire(.dataKeyEncryption, term: 1)
        #expect(second.stored.map(\.wrapped) == [[]])
        try fixture.ring.adopt(second)
        let gone = VaultError.noSuchKey(.dataKeyEncryption, term: 1)
        #expect(vaultError { try fixture.ring.unwrap(fixture.wrapped) } == gone)
        let again = try open(stored(stored(fixture.stored, after: first), after: second))
        #expect(vaultError { try again.unwrap(fixture.wrapped) } == gone)
        #expect(vaultError { try again.retire(.dataKeyEncryption, term: 1) } == gone)
        #expect(vaultError { try again.retire(.dataKeyEncryption, term: 9) } == .noSuchKey(.dataKeyEncryption, term: 9))
    }

    @Test func movesToANewRootKeyWithoutTouchingOwnerKeys() throws {
        let new = RootKey(randomFrom: fixture.random)
        let sealed = fixture.key.seal([7], at: fixture.place)
        let change = try fixture.ring.rewrap(newRoot: new)
        #expect(try open(change.stored, root: new).unwrap(fixture.wrapped).open(sealed, at: fixture.place) == [7])
        #expect(vaultError { try open(change.stored) } == .wrongRootKey)
        try fixture.ring.adopt(change)
        let later = try fixture.ring.newTerm(at: Fixture.moment)
        _ = try open(stored(change.stored, after: later), root: new)
    }

    @Test func keepsRetiredKeysInTheRecordThroughARewrap() throws {
        try fixture.ring.adopt(try fixture.ring.newTerm(of: .index, at: Fixture.moment))
        try fixture.ring.adopt(try fixture.ring.retire(.index, term: 1))
        let new = RootKey(randomFrom: fixture.random)
        let change = try fixture.ring.rewrap(newRoot: new)
        #expect(change.stored.contains { $0.purpose == .index && $0.term == 1 && $0.state == .retired })
        #expect(try open(change.stored, root: new).currentTerm(of: .index) == 2)
    }

    @Test func refusesAChangeThatAnotherOneOvertook() throws {
        let first = try fixture.ring.newTerm(at: Fixture.moment)
        let second = try fixture.ring.newTerm(of: .index, at: Fixture.moment)
        try fixture.ring.adopt(first)
        #expect(vaultError { try fixture.ring.adopt(second) } == .changeOutOfDate)
        #expect(vaultError { try fixture.ring.adopt(first) } == .changeOutOfDate)
    }

    @Test func findsKeysOfFormerTerms() throws {
        let former = (fixture.ring.indexKey, fixture.ring.signingKey.verifyKey)
        for purpose in [KeyPurpose.index, .audit, .signing] {
            try fixture.ring.adopt(try fixture.ring.newTerm(of: purpose, at: Fixture.moment))
        }
        let index = BlindIndex(.fullName, bits: 64, key: try fixture.ring.indexKey(term: 1))
        #expect(index.value(of: "李娜") == BlindIndex(.fullName, bits: 64, key: former.0).value(of: "李娜"))
        #expect(index.value(of: "李娜") != BlindIndex(.fullName, bits: 64, key: fixture.ring.indexKey).value(of: "李娜"))
        #expect(try fixture.ring.auditKey(term: 1).term == 1)
        #expect(fixture.ring.auditKey.term == 2)
        #expect(fixture.ring.verifyKeys[1] == former.1)
        #expect(fixture.ring.verifyKeys.count == 2)
        #expect(vaultError { try fixture.ring.auditKey(term: 3) } == .noSuchKey(.audit, term: 3))
    }

    @Test func doesNotUnwrapAnOwnerKeyAlteredOrMoved() {
        let wrapped = fixture.wrapped
        let damaged = VaultError.ownerKeyDamaged(owner: wrapped.owner, term: 1)
        for index in wrapped.bytes.indices {
            var bytes = wrapped.bytes
            bytes[index] ^= 1
            let altered = WrappedOwnerKey(owner: wrapped.owner, term: 1, bytes: bytes)
            #expect(vaultError { try fixture.ring.unwrap(altered) } == damaged)
        }
        for count in 0..<wrapped.bytes.count {
            let cut = WrappedOwnerKey(owner: wrapped.owner, term: 1, bytes: Array(wrapped.bytes.prefix(count)))
            #expect(vaultError { try fixture.ring.unwrap(cut) } == damaged)
        }
        let other = Identifier(randomFrom: fixture.random)
        let moved = WrappedOwnerKey(owner: other, term: 1, bytes: wrapped.bytes)
        #expect(vaultError { try fixture.ring.unwrap(moved) } == .ownerKeyDamaged(owner: other, term: 1))
    }

    @Test func countsTheUseOfEachKey() throws {
        for _ in 0..<5 { _ = fixture.key.seal([1], at: fixture.place) }
        let usage = fixture.ring.usage
        #expect(usage.first { $0.purpose == .dataKeyEncryption }?.count == 6, "five values and one owner key")
        #expect(usage.first { $0.purpose == .audit }?.count == 0)
        let data = try #require(usage.first { $0.purpose == .dataKeyEncryption })
        #expect(!data.isNearLimit)
        #expect(data.adding(KeyUsage.limit).isNearLimit)
        #expect(data.adding(.max).count == .max)
    }

    @Test func neverPrintsASecret() throws {
        #expect("\(fixture.root)" == "secret")
        #expect("\(fixture.key)" == "secret")
        #expect(String(reflecting: fixture.ring.signingKey) == "secret")
        var dumped = ""
        dump(fixture.key, to: &dumped)
        dump(fixture.root, to: &dumped)
        #expect(!dumped.contains("cipher"))
        var bytes: [UInt8] = [1, 2, 3]
        let secret = SecretBytes(moving: &bytes)
        #expect(bytes == [0, 0, 0])
        #expect("\(secret)" == "secret")
        #expect(secret.withUnsafeBytes { Array($0) } == [1, 2, 3])
    }
}
