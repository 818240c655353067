internal import AuditLog
public import Domain
internal import Glibc
public import Services
internal import Store
internal import Vault

/// A new installation: folders, root key, keys, database, access log and the first three accounts. What `xinyu init`
/// does, once, on the host itself.
public struct Installation: Sendable {
    /// The people whom an installation begins with, each with a password of their own choice.
    public struct FirstPeople: Sendable {
        public let registrar: AccountBootstrap.Person
        public let securityOfficer: AccountBootstrap.Person
        public let instrumentManager: AccountBootstrap.Person

        public init(
            registrar: AccountBootstrap.Person, securityOfficer: AccountBootstrap.Person,
            instrumentManager: AccountBootstrap.Person
        ) {
            self.registrar = registrar
            self.securityOfficer = securityOfficer
            self.instrumentManager = instrumentManager
        }
    }

    /// File in the log folder with the public key that verifies checkpoints: to be kept elsewhere, too.
    public static let verifierKeyName = "log.pub"
    private static let keysName = "keys.db"

    private let configuration: DaemonConfiguration
    private let rootKeyFile: String
    private let clock: any WallClock
    private let random: any RandomSource

    /// - Parameter rootKeyFile: where the root key is written when the configuration names no file, because the
    ///   service manager will hand it over.
    /// - Throws: `InstallationError.rootKeyPlaceMissing` when neither says.
    public init(
        _ configuration: DaemonConfiguration, rootKeyFile: String? = nil, clock: any WallClock,
        random: any RandomSource
    ) throws(InstallationError) {
        guard let rootKeyFile = configuration.rootKeyFile ?? rootKeyFile else { throw .rootKeyPlaceMissing }
        self.configuration = configuration
        self.rootKeyFile = rootKeyFile
        self.clock = clock
        self.random = random
    }

    /// Whether there is one where the configuration says.
    static func isPresent(in configuration: DaemonConfiguration) -> Bool {
        access(configuration.stateFolder + "/" + keysName, F_OK) == 0
    }

    /// Makes it: whole, or not at all. What has been made when a step fails is taken away again.
    ///
    /// - Throws: `InstallationError`, or what the step that failed has thrown.
    public func create(_ people: FirstPeople) async throws {
        try checkNothingIsThere()
        var folders = NewFolders()
        do {
            try folders.make(configuration.stateFolder, mode: 0o700)
            try folders.make(configuration.logFolder, mode: 0o750)
            try folders.make(configuration.instrumentsFolder, mode: 0o755)
            try folders.make(configuration.trustedKeysFolder, mode: 0o755)
            try folders.make(folder(of: rootKeyFile), mode: 0o700)
            let root = try RootKey.create(keyFile: rootKeyFile, random: random)
            folders.note(file: rootKeyFile)
            try await fill(root, people)
        } catch {
            folders.removeAll()
            throw error
        }
    }

    private func checkNothingIsThere() throws(InstallationError) {
        for path in [configuration.stateFolder, configuration.logFolder] {
            guard OwnedFolder.isEmptyOrMissing(path) else { throw .exists(path: path) }
            guard OwnedFolder.callerMayMake(path) else { throw .notYours(path: path) }
        }
        guard access(rootKeyFile, F_OK) != 0 else { throw .exists(path: rootKeyFile) }
    }

    private func fill(_ root: RootKey, _ people: FirstPeople) async throws {
        let now = clock.now()
        // First, for a password that will not do should cost nothing.
        let hasher = try PasswordHasher(cost: configuration.passwordHashing.cost, random: random)
        let folder = try DataFolder(at: configuration.stateFolder)
        let keys = try KeyStore(in: folder)
        let (ring, stored) = try KeyRing.create(root: root, random: random, at: now)
        try keys.save(stored)
        let store = try Store(in: folder, keys: keys, ring: ring)
        defer {
            keys.close()
            folder.release()
        }
        do {
            let settings = InstallationSettings(
                logName: "xinyu-" + Identifier(randomFrom: random).description,
                indexBits: BlindIndexBudget(population: configuration.population).mostBits, nobody: hasher.nobody)
            let log = try await AuditLog.open(
                store: store, ring: ring, folder: configuration.logFolder, origin: settings.logName, clock: clock)
            try VerifierKeyFile(log).write(to: configuration.logFolder + "/" + Self.verifierKeyName)
            _ = try await AccountBootstrap(hasher: hasher, ring: ring, random: random).run(
                registrar: people.registrar, securityOfficer: people.securityOfficer,
                instrumentManager: people.instrumentManager, in: store, log: log, at: now)
            // Last: an installation without settings does not start.
            try await store.write { try settings.write(in: $0) }
            try await store.emptyLog()
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    private func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
