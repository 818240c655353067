public import Domain

/// A key of the ring as it is stored: wrapped with the root key.
public struct StoredKey: Sendable, Hashable {
    public enum State: String, Sendable, CaseIterable {
        /// Makes what is new. There is one of each purpose.
        case active
        /// Opens what it made; makes nothing new.
        case retiring
        /// Destroyed. What is left is that it was there.
        case retired
    }

    public let purpose: KeyPurpose
    /// Counts from 1 within a purpose.
    public let term: UInt32
    public let state: State
    /// Empty when retired.
    public let wrapped: [UInt8]
    public let createdAt: Timestamp

    public init(purpose: KeyPurpose, term: UInt32, state: State, wrapped: [UInt8], createdAt: Timestamp) {
        self.purpose = purpose
        self.term = term
        self.state = state
        self.wrapped = wrapped
        self.createdAt = createdAt
    }

    func with(state: State, wrapped: [UInt8]) -> StoredKey {
        StoredKey(purpose: purpose, term: term, state: state, wrapped: wrapped, createdAt: createdAt)
    }
}

/// The key of one owner as it is stored: wrapped with the data-key-encryption key of its term. Who destroys these
/// bytes destroys all that is sealed with the key.
public struct WrappedOwnerKey: Sendable, Hashable {
    public let owner: Identifier
    public let term: UInt32
    public let bytes: [UInt8]

    public init(owner: Identifier, term: UInt32, bytes: [UInt8]) {
        self.owner = owner
        self.term = term
        self.bytes = bytes
    }
}
