/// Why a root key could not be read or written. Paths are the administrator's own; no case holds a part of the key.
public enum KeyFileError: Error, Sendable, Equatable {
    /// The system refused; the step and its own words.
    case system(step: String, path: String, reason: String)
    /// Something that is not an ordinary file is in the place.
    case notAFile(path: String)
    /// Others than the owner may read or write the file; its mode.
    case readableByOthers(path: String, mode: String)
    /// The file belongs to somebody else than who runs this.
    case ownedByAnother(path: String)
    /// The text in the file is not a root key; what is wrong.
    case malformed(path: String, reason: String)
    /// There is a file already; a key is never overwritten.
    case exists(path: String)
    /// A credential was asked for, and the service manager has handed none over.
    case noCredentials
    /// The name of the credential is not a plain file name.
    case badCredentialName
    /// The line with salt and limits of a passphrase is not one.
    case badPassphraseParameters
    /// There is not the memory that the passphrase's limits ask for.
    case notEnoughMemory(bytes: Int)
}

extension KeyFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .system(let step, let path, let reason):
            "cannot \(step) \(path): \(reason)"
        case .notAFile(let path):
            "\(path) is not an ordinary file: put the key itself there, no link, folder or pipe"
        case .readableByOthers(let path, let mode):
            "\(path) has mode \(mode), so that others than its owner can reach the key: it must have mode 0400 (chmod 0400)"
        case .ownedByAnother(let path):
            "\(path) belongs to another account: it must belong to the one that runs the daemon, with mode 0400"
        case .malformed(let path, let reason):
            "\(path) holds no root key: \(reason)"
        case .exists(let path):
            "\(path) is there already: a root key is never overwritten"
        case .noCredentials:
            "no credential was handed over: set LoadCredential= in the unit, so that CREDENTIALS_DIRECTORY is set"
        case .badCredentialName:
            "the name of a credential is a file name of letters, digits, dot, hyphen and underscore"
        case .badPassphraseParameters:
            "the stored salt and limits of the passphrase are damaged: restore them from a backup"
        case .notEnoughMemory(let bytes):
            "the passphrase takes \(bytes >> 20) MiB of memory to open, which are not there"
        }
    }
}
