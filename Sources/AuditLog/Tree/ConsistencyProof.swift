public import Vault

/// Shows that a tree goes on from a former one: that its first leaves are the same, in the same order.
public struct ConsistencyProof: Sendable, Hashable {
    /// Leaves of the former tree.
    public let from: UInt64
    /// Leaves of the later tree.
    public let to: UInt64
    public let path: [SHA256Digest]

    public init(from: UInt64, to: UInt64, path: [SHA256Digest]) {
        self.from = from
        self.to = to
        self.path = path
    }

    /// The proof from `from` to `to` leaves (RFC 6962, 2.1.2), or nothing if `to` is less than `from`. Its path is
    /// empty where the trees are the same, or the former has no leaves.
    ///
    /// - Parameter leaf: gives the hash of a leaf of the later tree.
    public init?<Failure: Error>(
        from: UInt64, to: UInt64, leaf: (UInt64) throws(Failure) -> SHA256Digest
    ) throws(Failure) {
        guard from <= to else { return nil }
        var path: [SHA256Digest] = []
        if from > 0, from < to {
            var range = 0..<to
            // Whether all of `range` that belongs to the former tree is a whole subtree that its verifier knows: its root.
            var isWhole = true
            while range.upperBound != from {
                let middle = range.lowerBound + MerkleTree.split(range.upperBound - range.lowerBound)
                let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
                if from <= middle {
                    path.append(try MerkleTree.root(of: right, leaf: leaf))
                    range = left
                } else {
                    path.append(try MerkleTree.root(of: left, leaf: leaf))
                    range = right
                    isWhole = false
                }
            }
            if !isWhole { path.append(try MerkleTree.root(of: range, leaf: leaf)) }
        }
        self.init(from: from, to: to, path: path.reversed())
    }

    /// Whether the tree with `root` goes on from that with `formerRoot` (RFC 9162, 2.1.4.2).
    public func holds(formerRoot: SHA256Digest, root: SHA256Digest) -> Bool {
        guard from <= to else { return false }
        if from == to { return path.isEmpty && formerRoot == root }
        if from == 0 { return path.isEmpty && formerRoot == MerkleTree.emptyRoot }
        // The former root itself begins the path where the former tree is one whole subtree.
        var rest = (from.nonzeroBitCount == 1 ? [formerRoot] : []) + path
        guard let start = rest.first else { return false }
        rest.removeFirst()
        let levels = (~(from - 1)).trailingZeroBitCount
        var position = (from - 1) >> levels
        var last = (to - 1) >> levels
        var former = start
        var later = start
        for hash in rest {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                former = MerkleTree.node(hash, former)
                later = MerkleTree.node(hash, later)
                while position & 1 == 0, position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                later = MerkleTree.node(later, hash)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && former == formerRoot && later == root
    }
}
