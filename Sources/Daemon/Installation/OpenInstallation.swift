public import AuditLog
public import Domain
public import Store
public import Vault

/// An installation with its keys, database and access log open and checked. One process has it at a time.
public struct OpenInstallation: Sendable {
    private let folder: DataFolder
    public let keys: KeyStore
    public let ring: KeyRing
    public let store: Store
    public let log: AuditLog
    public let settings: InstallationSettings

    /// Opens what `Installation.create` has made: the root key opens the key ring, the ring the database, and the log
    /// must fit the newest checkpoint of the log folder.
    ///
    /// - Throws: `StartFailure`; nothing is then held open.
    public static func open(
        _ configuration: DaemonConfiguration, clock: any WallClock, random: any RandomSource
    ) async throws(StartFailure) -> OpenInstallation {
        guard Installation.isPresent(in: configuration) else {
            throw StartFailure(.noInstallation(folder: configuration.stateFolder))
        }
        do {
            let root = try RootKeySource(configuration).read()
            let folder = try DataFolder(at: configuration.stateFolder)
            let keys = try KeyStore(in: folder)
            let ring = try KeyRing.open(root: root, stored: keys.ringKeys(), random: random)
            let store = try Store(in: folder, keys: keys, ring: ring)
            do {
                try await store.carryOverObservations()
                let settings = try await store.read { try InstallationSettings(in: $0) }
                let log = try await AuditLog.open(
                    store: store, ring: ring, folder: configuration.logFolder, origin: settings.logName, clock: clock)
                return OpenInstallation(
                    folder: folder, keys: keys, ring: ring, store: store, log: log, settings: settings)
            } catch {
                await store.close()
                keys.close()
                folder.release()
                throw error
            }
        } catch {
            throw StartFailure(error)
        }
    }

    /// Signs how far the log is and lets go of the files.
    public func close() async throws(AuditLogError) {
        do throws(AuditLogError) {
            _ = try await log.checkpoint()
        } catch {
            await abandon()
            throw error
        }
        // What is in the log beside the database is durable there too; the file is left small for backups.
        try? await store.emptyLog()
        await abandon()
    }

    /// Lets go of the files without a checkpoint, as after a start that failed.
    func abandon() async {
        await store.close()
        keys.close()
        folder.release()
    }
}
