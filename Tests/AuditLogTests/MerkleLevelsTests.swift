import AuditLog
import Testing
import Vault

@Suite("Many proofs at once")
struct MerkleLevelsTests {
    @Test("They are the proofs of the tree, for every leaf of trees of up to 40")
    func proofs() {
        for size in 0...UInt64(40) {
            let leaves = (0..<size).map { SHA256Digest(of: [UInt8(truncatingIfNeeded: $0)]) }
            let levels = MerkleLevels(leaves: leaves)
            #expect(levels.size == size)
            #expect(levels.root == MerkleTree.root(of: 0..<size) { leaves[Int($0)] })
            for index in 0..<size {
                let proof = levels.proof(of: index)
                #expect(proof == InclusionProof(of: index, size: size) { leaves[Int($0)] })
                #expect(proof?.holds(leaf: leaves[Int(index)], root: levels.root) == true)
            }
            #expect(levels.proof(of: size) == nil)
        }
    }
}
