public import Domain

/// Why keys or sealed values could not be used. No case holds a secret or anything of a person.
public enum VaultError: Error, Sendable, Equatable {
    /// The root key is not the one that this database was made with.
    case wrongRootKey
    /// The stored keys do not fit together; what is wrong.
    case keyRingDamaged(String)
    /// No key of this purpose and term is there, or it has been destroyed.
    case noSuchKey(KeyPurpose, term: UInt32)
    /// The key in use cannot be retired.
    case keyInUse(KeyPurpose, term: UInt32)
    /// The ring has changed since this change was prepared.
    case changeOutOfDate
    /// A wrapped key of one owner has been altered, moved to another owner, or is not one.
    case ownerKeyDamaged(owner: Identifier, term: UInt32)
    /// The bytes are not a sealed value: too short, or of an unknown version.
    case notASealedValue
    /// The value was sealed under another term than that of the key.
    case wrongTerm(ofValue: UInt32, ofKey: UInt32)
    /// The value was sealed with another key.
    case wrongKey
    /// The value has been altered, or moved from another place.
    case sealedValueDamaged
}

extension VaultError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrongRootKey:
            "this key does not open this database: give the root key that it was made with, or last rotated to"
        case .keyRingDamaged(let reason):
            "the stored keys are damaged (\(reason)): restore the key tables from a backup"
        case .noSuchKey(let purpose, let term):
            "there is no \(purpose.rawValue) key of term \(term), or it has been destroyed"
        case .keyInUse(let purpose, let term):
            "the \(purpose.rawValue) key of term \(term) is in use: rotate to a new term before retiring it"
        case .changeOutOfDate:
            "the keys have changed since this rotation was prepared: prepare it again"
        case .ownerKeyDamaged(let owner, let term):
            "the stored key of owner \(owner), term \(term), is damaged: restore the key tables from a backup"
        case .notASealedValue:
            "the stored bytes are not a sealed value"
        case .wrongTerm(let ofValue, let ofKey):
            "the value was sealed under term \(ofValue), the key is of term \(ofKey)"
        case .wrongKey:
            "the value was sealed with another key"
        case .sealedValueDamaged:
            "the sealed value has been altered, or moved from another place"
        }
    }
}
