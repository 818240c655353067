import Domain
import Foundation
import Store
import TestSupport
import Vault

/// An installation in a folder of its own, with keys, which can be closed and opened again.
final class TestInstallation: Sendable {
    let temporary: TemporaryFolder
    let folder: DataFolder
    let keys: KeyStore
    let ring: KeyRing
    let store: Store
    let clock = ManualClock()
    let random: SeededRandomSource

    convenience init(_ configuration: StoreConfiguration = StoreConfiguration()) throws {
        try self.init(in: TemporaryFolder(), configuration)
    }

    /// Opens what is in the folder, or makes it.
    init(in temporary: TemporaryFolder, _ configuration: StoreConfiguration = StoreConfiguration()) throws {
        self.temporary = temporary
        folder = try DataFolder(at: temporary.file("data"))
        keys = try KeyStore(in: folder)

        let root = RootKey(randomFrom: SeededRandomSource(seed: 7))
        let stored = try keys.ringKeys()
        random = SeededRandomSource(seed: UInt64(stored.count) + 1)
        if stored.isEmpty {
            let (ring, new) = try KeyRing.create(root: root, random: SystemRandom(), at: clock.now())
            try keys.save(new)
            self.ring = ring
        } else {
            ring = try KeyRing.open(root: root, stored: stored, random: SystemRandom())
        }
        store = try Store(in: folder, keys: keys, ring: ring, configuration: configuration)
    }

    var now: Timestamp { clock.now() }

    func identifier() -> Identifier { Identifier(randomFrom: random) }

    /// All that a thief of the disk would have: databases and logs beside them.
    func bytesOnDisk() throws -> [UInt8] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { name in
            try Array(Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
        }
    }
}
