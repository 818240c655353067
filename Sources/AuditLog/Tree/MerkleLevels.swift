public import Vault

/// All nodes of a tree, level by level, for many proofs at once: 64 bytes for each leaf.
public struct MerkleLevels: Sendable {
    /// The leaves first; a last node without a sibling moves up as it is (RFC 6962, 2.1).
    private let levels: [[SHA256Digest]]

    public init(leaves: [SHA256Digest]) {
        var levels = [leaves]
        while let level = levels.last, level.count > 1 {
            levels.append(
                stride(from: 0, to: level.count, by: 2).map { index in
                    index + 1 < level.count ? MerkleTree.node(level[index], level[index + 1]) : level[index]
                })
        }
        self.levels = levels
    }

    public var size: UInt64 { UInt64(levels.first?.count ?? 0) }

    public var root: SHA256Digest { levels.last?.first ?? MerkleTree.emptyRoot }

    /// Nothing if there is no such leaf.
    public func proof(of index: UInt64) -> InclusionProof? {
        guard index < size else { return nil }
        var path: [SHA256Digest] = []
        var position = Int(index)
        for level in levels.dropLast() {
            let sibling = position ^ 1
            if sibling < level.count { path.append(level[sibling]) }
            position >>= 1
        }
        return InclusionProof(index: index, size: size, path: path)
    }
}
