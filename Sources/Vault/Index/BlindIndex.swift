/// Finds a value without storing it: a keyed hash of its normal form, cut to a few bits.
///
/// Cut so far that several people share each value of the index (see `BlindIndexBudget`), it does not tell who is who
/// even to somebody who sees the whole table. A search gives candidates; who asks opens them and compares.
///
///     let index = BlindIndex(.fullName, bits: 12, key: ring.indexKey)
///     // WHERE name_index = $1
///     let wanted = index.value(of: "张伟")
public struct BlindIndex: Sendable {
    public static let widestBits = 256

    public let field: BlindIndexField
    public let bits: Int
    private let key: IndexKey

    /// - Parameter bits: 1…256; what is outside is taken as the nearest.
    public init(_ field: BlindIndexField, bits: Int, key: IndexKey) {
        self.field = field
        self.bits = min(max(bits, 1), BlindIndex.widestBits)
        self.key = key
    }

    /// The first `bits` bits of the hash of `text` in its normal form, in as few bytes as hold them; the bits left over
    /// in the last byte are zero.
    public func value(of text: String) -> [UInt8] {
        let hash = key.hash(Array(field.normalise(text).utf8), label: "xinyu blind index 1 " + field.rawValue)
        var value = Array(hash.prefix((bits + 7) / 8))
        let surplus = value.count * 8 - bits
        if let last = value.indices.last { value[last] &= UInt8(truncatingIfNeeded: 0xFF << surplus) }
        return value
    }
}
