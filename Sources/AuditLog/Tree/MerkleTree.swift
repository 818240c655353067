public import Vault

/// The hash tree of RFC 6962, section 2.1, over SHA-256.
public enum MerkleTree {
    /// Stands before a leaf in its hash.
    public static let leafPrefix: UInt8 = 0
    /// Stands before the two children of a node in its hash.
    static let nodePrefix: UInt8 = 1
    /// The root of a tree without leaves.
    public static let emptyRoot = SHA256Digest(of: [])

    static func node(_ left: SHA256Digest, _ right: SHA256Digest) -> SHA256Digest {
        SHA256Digest(of: nodePrefix, left, right)
    }

    /// The root of the leaves in `range`, as of a tree of their own.
    ///
    /// - Parameter leaf: gives the hash of a leaf; it is asked for each once, in order.
    public static func root<Failure: Error>(
        of range: Range<UInt64>, leaf: (UInt64) throws(Failure) -> SHA256Digest
    ) throws(Failure) -> SHA256Digest {
        var frontier = MerkleFrontier()
        for index in range { frontier.append(try leaf(index)) }
        return frontier.root
    }

    /// Where a tree of `count` leaves, more than one, divides: the largest power of two below `count`.
    static func split(_ count: UInt64) -> UInt64 { 1 << (63 - (count - 1).leadingZeroBitCount) }
}
