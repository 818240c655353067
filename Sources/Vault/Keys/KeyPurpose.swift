/// What a key of the ring is for. The text is bound to the wrapped key: never change it.
public enum KeyPurpose: String, Sendable, CaseIterable {
    /// Wraps the keys of owners, and nothing else.
    case dataKeyEncryption = "data-key-encryption"
    /// Makes blind indexes, and hashes one-time codes.
    case index
    /// Seals the purposes in the access log.
    case audit
    /// Signs checkpoints and certificates (Ed25519).
    case signing
}
