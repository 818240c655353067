public import Vault

/// Where an installation lives and how it runs, from the configuration file, the environment and the command line.
///
/// Every key is described, with its default, in `config/xinyud.json`. A relative path is relative to the folder that
/// holds the configuration file, so that an installation can be moved as a whole.
public struct DaemonConfiguration: Sendable, Equatable {
    /// The database and the key database.
    public var stateFolder: String
    /// Checkpoints of the access log, apart from the database so that a database rolled back is noticed.
    public var logFolder: String
    public var socket: String
    /// The root key's file; nothing when the service manager hands it over as the credential `root-key`.
    public var rootKeyFile: String?
    /// Installed instruments.
    public var instrumentsFolder: String
    /// Public keys (minisign) whose signatures on instruments are taken.
    public var trustedKeysFolder: String
    /// Path of `xinyu-scorer`.
    public var scorer: String
    /// Policy, warning rules, deadlines, calendar, display: see the files in `config/`.
    public var rulesFolder: String

    /// Event loops that share the connections.
    public var loops: Int
    public var connections: Int
    public var connectionsPerUser: Int
    public var requestBytes: Int
    public var replyBytes: Int
    public var callsInFlight: Int
    /// How long running calls may take to finish when the daemon stops.
    public var drainTime: Duration
    public var sessionIdle: Duration
    public var sessionLength: Duration
    public var passwordHashing: PasswordHashing
    /// A checkpoint of the access log is signed this often while the log grows.
    public var checkpointEvery: Duration
    /// How far the school's clocks are ahead of UTC.
    public var zone: Duration
    /// For how many students the installation is made: settles how much the blind indexes keep. Of use to `xinyu init`
    /// only.
    public var population: Int
    /// What is logged: `trace`, `debug`, `info`, `notice`, `warning`, `error`, `critical`.
    public var logLevel: String

    /// How costly a guess at a password is made (libsodium's names for its Argon2id limits).
    public enum PasswordHashing: String, Sendable {
        case moderate
        case interactive
        /// Worthless as protection: for tests.
        case minimal

        public var cost: HashingCost {
            switch self {
            case .moderate: .moderate
            case .interactive: .interactive
            case .minimal: .minimal
            }
        }
    }
}
