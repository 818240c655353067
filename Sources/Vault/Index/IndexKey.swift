/// The key of blind indexes and of hashed one-time codes.
public final class IndexKey: Sendable {
    /// The term of the key in the ring.
    public let term: UInt32
    private let secret: SecretBytes

    init(_ secret: SecretBytes, term: UInt32) {
        self.secret = secret
        self.term = term
    }

    /// BLAKE2b-256, keyed, over the label and the value, each preceded by its length as eight bytes, most significant
    /// first. The label keeps uses apart.
    func hash(_ value: [UInt8], label: String) -> [UInt8] {
        let label = Array(label.utf8)
        var message: [UInt8] = []
        message.reserveCapacity(16 + label.count + value.count)
        for part in [label, value] {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { message += $0 }
            message += part
        }
        return BLAKE2b.hash(message, key: secret)
    }
}
