internal import Foundation
internal import Vault

/// Where the root key comes from: the file that the configuration names, or else what the service manager hands over.
struct RootKeySource {
    /// The name in `LoadCredential=` of the unit.
    static let credential = "root-key"

    private let file: String?

    init(_ configuration: DaemonConfiguration) { file = configuration.rootKeyFile }

    func read() throws(KeyFileError) -> RootKey {
        if let file { return try RootKey.read(keyFile: file) }
        return try RootKey.read(
            credential: Self.credential, in: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
    }
}
