internal import Domain
internal import Store
internal import Vault

/// What is settled when an installation is made and stays with its database, whatever the configuration says later.
public struct InstallationSettings: Sendable, Equatable {
    /// Names the access log in its checkpoints.
    public let logName: String
    /// How many bits the blind indexes of students keep.
    public let indexBits: Int
    /// The hash of a password that nobody knows: a login without an account is checked against it, so that it takes
    /// as long as any other.
    public let nobody: String

    private enum Name {
        static let logName = "log.name"
        static let indexBits = "index.bits"
        static let nobody = "password.nobody"
    }

    init(logName: String, indexBits: Int, nobody: String) {
        self.logName = logName
        self.indexBits = indexBits
        self.nobody = nobody
    }

    init(in transaction: ReadTransaction) throws {
        let settings = try transaction.settings()
        guard let logName = settings[Name.logName], let nobody = settings[Name.nobody],
            let bits = settings[Name.indexBits].flatMap({ Int($0) })
        else { throw StartFailure.Reason.installationIncomplete }
        self.init(logName: logName, indexBits: bits, nobody: nobody)
    }

    func write(in transaction: WriteTransaction) throws {
        try transaction.set(Name.logName, to: logName)
        try transaction.set(Name.indexBits, to: String(indexBits))
        try transaction.set(Name.nobody, to: nobody)
    }
}
