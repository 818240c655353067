public import Vault

/// Shows that a leaf is in a tree, to somebody who has the root only.
public struct InclusionProof: Sendable, Hashable {
    public let index: UInt64
    /// Leaves of the tree.
    public let size: UInt64
    /// The hashes beside the way from the leaf to the root.
    public let path: [SHA256Digest]

    public init(index: UInt64, size: UInt64, path: [SHA256Digest]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// The proof for leaf `index` of a tree of `size` leaves (RFC 6962, 2.1.1), or nothing if there is no such leaf.
    ///
    /// - Parameter leaf: gives the hash of a leaf; it is asked for all but `index`.
    public init?<Failure: Error>(
        of index: UInt64, size: UInt64, leaf: (UInt64) throws(Failure) -> SHA256Digest
    ) throws(Failure) {
        guard index < size else { return nil }
        var path: [SHA256Digest] = []
        var range = 0..<size
        while range.upperBound - range.lowerBound > 1 {
            let middle = range.lowerBound + MerkleTree.split(range.upperBound - range.lowerBound)
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            path.append(try MerkleTree.root(of: index < middle ? right : left, leaf: leaf))
            range = index < middle ? left : right
        }
        self.init(index: index, size: size, path: path.reversed())
    }

    /// Whether the leaf with hash `leaf` is at `index` of the tree with `root` (RFC 9162, 2.1.3.2).
    public func holds(leaf: SHA256Digest, root: SHA256Digest) -> Bool {
        guard index < size else { return false }
        var position = index
        var last = size - 1
        var hash = leaf
        for sibling in path {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                hash = MerkleTree.node(sibling, hash)
                // The last node of a level moves up without a sibling until it is a right child.
                while position & 1 == 0, position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleTree.node(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }
}
