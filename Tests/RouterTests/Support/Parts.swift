import AuditLog
import Domain
import Store
import TestSupport
import Vault

/// Store, keys and log in one folder.
struct Parts: Sendable {
    let ring: KeyRing
    let store: Store
    let log: AuditLog

    init(in temporary: TemporaryFolder, clock: ManualClock) async throws {
        let folder = try DataFolder(at: temporary.file("data"))
        let keys = try KeyStore(in: folder)
        let root = RootKey(randomFrom: SeededRandomSource(seed: 7))
        let stored = try keys.ringKeys()
        if stored.isEmpty {
            let (ring, new) = try KeyRing.create(root: root, random: SystemRandom(), at: clock.now())
            try keys.save(new)
            self.ring = ring
        } else {
            ring = try KeyRing.open(root: root, stored: stored, random: SystemRandom())
        }
        store = try Store(in: folder, keys: keys, ring: ring)
        log = try await AuditLog.open(
            store: store, ring: ring, folder: temporary.file("log"), origin: "school.example/xinyu", clock: clock)
    }
}
