public import Vault

/// As much of the tree as it takes to go on appending: the roots of its complete subtrees, largest first, one for each
/// bit of the size. Appending costs two hashes on average; the root, one for each bit.
public struct MerkleFrontier: Sendable, Hashable {
    /// How many leaves there are.
    public private(set) var size: UInt64 = 0
    private var subtrees: [SHA256Digest] = []

    /// The tree without leaves.
    public init() {}

    /// Adds the hash of the next leaf.
    public mutating func append(_ leaf: SHA256Digest) {
        var root = leaf
        // Each bit that a carry goes through joins two subtrees of the same size.
        for _ in 0..<(~size).trailingZeroBitCount {
            guard let left = subtrees.popLast() else { break }
            root = MerkleTree.node(left, root)
        }
        subtrees.append(root)
        size += 1
    }

    /// The root of all leaves.
    public var root: SHA256Digest {
        guard var root = subtrees.last else { return MerkleTree.emptyRoot }
        for left in subtrees.dropLast().reversed() { root = MerkleTree.node(left, root) }
        return root
    }

    /// Size in eight bytes, most significant first, then the roots of the subtrees, largest first.
    public var encoded: [UInt8] {
        withUnsafeBytes(of: size.bigEndian) { Array($0) } + subtrees.flatMap(\.bytes)
    }

    /// Reads what `encoded` writes, or nothing.
    public init?(encoded bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        let size = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        guard bytes.count == 8 + size.nonzeroBitCount * SHA256Digest.byteCount else { return nil }
        let starts = stride(from: 8, to: bytes.count, by: SHA256Digest.byteCount)
        self.size = size
        subtrees = starts.compactMap { SHA256Digest(bytes: bytes[$0..<$0 + SHA256Digest.byteCount]) }
    }
}
