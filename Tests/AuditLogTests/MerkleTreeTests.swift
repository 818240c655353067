import AuditLog
import TestSupport
import Testing
import Vault

@Suite("The hash tree")
struct MerkleTreeTests {
    /// The leaves and roots of the tests of certificate-transparency, for one leaf to eight.
    static let known: [(leaf: String, root: String)] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (
            "606162636465666768696a6b6c6d6e6f",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        ),
    ]

    let leaves: [SHA256Digest] = {
        let random = SeededRandomSource(seed: 6)
        return (0..<70).compactMap { _ in SHA256Digest(bytes: random.bytes(32)) }
    }()

    /// RFC 6962, section 2.1, as it is written there, with a hash of its own input.
    private func root(_ leaves: ArraySlice<SHA256Digest>) -> SHA256Digest {
        if leaves.isEmpty { return SHA256Digest(of: []) }
        if leaves.count == 1 { return leaves[leaves.startIndex] }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return SHA256Digest(of: [1] + root(leaves[..<middle]).bytes + root(leaves[middle...]).bytes)
    }

    private func leaf(_ index: UInt64) -> SHA256Digest { leaves[Int(index)] }

    @Test func hasTheKnownRoots() {
        var frontier = MerkleFrontier()
        #expect(
            frontier.root.bytes
                == Vectors.bytes("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
        for (leaf, root) in MerkleTreeTests.known {
            frontier.append(AuditRecord.leafHash(ofCanonical: Vectors.bytes(leaf)))
            #expect(frontier.root.bytes == Vectors.bytes(root))
        }
        #expect(frontier.size == 8)
    }

    @Test func hasTheRootOfTheDefinitionAtEverySize() {
        var frontier = MerkleFrontier()
        for size in 0...leaves.count {
            #expect(frontier.root == root(leaves[..<size]))
            #expect(MerkleTree.root(of: 0..<UInt64(size), leaf: leaf) == frontier.root)
            if size < leaves.count { frontier.append(leaves[size]) }
        }
    }

    @Test func goesOnFromItsStoredFrontier() throws {
        var frontier = MerkleFrontier()
        for leaf in leaves {
            let encoded = frontier.encoded
            #expect(encoded.count == 8 + frontier.size.nonzeroBitCount * 32)
            var again = try #require(MerkleFrontier(encoded: encoded))
            #expect(again == frontier)
            frontier.append(leaf)
            again.append(leaf)
            #expect(again.root == frontier.root)
        }
        let encoded = frontier.encoded
        for count in 0..<encoded.count { #expect(MerkleFrontier(encoded: Array(encoded.prefix(count))) == nil) }
        #expect(MerkleFrontier(encoded: encoded + [0]) == nil)
        #expect(MerkleFrontier(encoded: [UInt8](repeating: 0, count: 8)) == MerkleFrontier())
    }

    @Test func provesThatALeafIsIn() throws {
        for size in 1...UInt64(33) {
            let root = root(leaves[..<Int(size)])
            for index in 0..<size {
                let proof = try #require(InclusionProof(of: index, size: size, leaf: leaf))
                #expect(proof.holds(leaf: leaf(index), root: root))
                #expect(!proof.holds(leaf: leaf(index + 1), root: root))
                #expect(!proof.holds(leaf: leaf(index), root: self.root(leaves[..<Int(size + 1)])))
                for other in 0..<size where other != index {
                    #expect(
                        !InclusionProof(index: other, size: size, path: proof.path).holds(leaf: leaf(index), root: root)
                    )
                }
                for altered in altered(proof.path) {
                    #expect(
                        !InclusionProof(index: index, size: size, path: altered).holds(leaf: leaf(index), root: root))
                }
            }
            #expect(InclusionProof(of: size, size: size, leaf: leaf) == nil)
        }
        #expect(!InclusionProof(index: 0, size: 0, path: []).holds(leaf: leaf(0), root: leaf(0)))
    }

    @Test func provesThatItGoesOnFromAFormerOne() throws {
        for to in 0...UInt64(33) {
            let later = root(leaves[..<Int(to)])
            for from in 0...to {
                let former = root(leaves[..<Int(from)])
                let proof = try #require(ConsistencyProof(from: from, to: to, leaf: leaf))
                #expect(proof.holds(formerRoot: former, root: later), "\(from) to \(to)")
                #expect(!proof.holds(formerRoot: leaf(69), root: later))
                if from > 0 { #expect(!proof.holds(formerRoot: former, root: leaf(69))) }
                guard from > 0, from < to else { continue }
                for altered in altered(proof.path) {
                    #expect(!ConsistencyProof(from: from, to: to, path: altered).holds(formerRoot: former, root: later))
                }
            }
        }
        #expect(ConsistencyProof(from: 2, to: 1, leaf: leaf) == nil)
        #expect(!ConsistencyProof(from: 2, to: 1, path: []).holds(formerRoot: leaf(0), root: leaf(0)))
    }

    /// The example of RFC 6962, section 2.1.3: seven leaves, and what their proofs consist of.
    @Test func hasThePathsOfTheStandardsExample() throws {
        func node(_ range: Range<Int>) -> SHA256Digest { root(leaves[range]) }
        func inclusion(_ index: UInt64) -> [SHA256Digest]? { InclusionProof(of: index, size: 7, leaf: leaf)?.path }
        func consistency(_ from: UInt64) -> [SHA256Digest]? { ConsistencyProof(from: from, to: 7, leaf: leaf)?.path }
        #expect(inclusion(0) == [node(1..<2), node(2..<4), node(4..<7)])
        #expect(inclusion(3) == [node(2..<3), node(0..<2), node(4..<7)])
        #expect(inclusion(4) == [node(5..<6), node(6..<7), node(0..<4)])
        #expect(inclusion(6) == [node(4..<6), node(0..<4)])
        #expect(consistency(3) == [node(2..<3), node(3..<4), node(0..<2), node(4..<7)])
        #expect(consistency(4) == [node(4..<7)])
        #expect(consistency(6) == [node(4..<6), node(6..<7), node(0..<4)])
    }

    /// Every way to spoil a path at one place.
    private func altered(_ path: [SHA256Digest]) -> [[SHA256Digest]] {
        var all = [path + [leaf(68)], [leaf(68)] + path]
        for index in path.indices {
            var replaced = path
            replaced[index] = leaf(67)
            var shorter = path
            shorter.remove(at: index)
            all += [replaced, shorter]
            if index > 0 {
                var swapped = path
                swapped.swapAt(index, index - 1)
                all.append(swapped)
            }
        }
        return all
    }
}
