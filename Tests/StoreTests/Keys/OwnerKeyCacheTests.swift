import Domain
import TestSupport
import Testing
import Vault

@testable import Store

@Suite struct OwnerKeyCacheTests {
    let ring: KeyRing
    let owners: [Identifier]

    init() throws {
        let random = SeededRandomSource(seed: 3)
        let root = RootKey(randomFrom: random)
        (ring, _) = try KeyRing.create(root: root, random: random, at: Timestamp(milliseconds: 0))
        owners = (0..<100).map { _ in Identifier(randomFrom: random) }
    }

    @Test func itHoldsNoMoreThanItsLimitAndKeepsWhatIsUsed() {
        var cache = OwnerKeyCache(limit: 16)
        for owner in owners {
            cache.insert([ring.newOwnerKey(for: owner).0], of: owner, readAt: cache.generation)
            #expect(cache.count <= 16)
            #expect(cache.keys(of: owners[0]) != nil)
        }
        #expect(cache.keys(of: owners[1]) == nil)
        #expect(cache.keys(of: owners[99]) != nil)
    }

    @Test func keysReadBeforeAnErasureDoNotComeBack() {
        var cache = OwnerKeyCache(limit: 16)
        let generation = cache.generation
        cache.forget(owners[0])
        cache.insert([ring.newOwnerKey(for: owners[0]).0], of: owners[0], readAt: generation)
        #expect(cache.keys(of: owners[0]) == nil)
    }

    @Test func theSmallestCacheWorks() {
        var cache = OwnerKeyCache(limit: 0)
        for owner in owners.prefix(3) {
            cache.insert([ring.newOwnerKey(for: owner).0], of: owner, readAt: cache.generation)
            #expect(cache.keys(of: owner) != nil)
        }
        #expect(cache.count == 1)
    }
}
