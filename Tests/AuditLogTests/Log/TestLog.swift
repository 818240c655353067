import AuditLog
import Domain
import Foundation
import Store
import TestSupport
import Vault

/// A store with an access log, in folders of its own, which can be closed and opened again.
final class TestLog: Sendable {
    static let origin = "school.example/xinyu"

    let store: Store
    let ring: KeyRing
    let log: AuditLog
    let clock = ManualClock()

    init(in temporary: TemporaryFolder, missing: AuditLog.MissingCheckpoint = .refuse) async throws {
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
        do {
            log = try await AuditLog.open(
                store: store, ring: ring, folder: temporary.file("log"), origin: TestLog.origin, clock: clock,
                missingCheckpoint: missing)
        } catch {
            await store.close()
            throw error
        }
    }

    func record(_ request: String, subject: Identifier = .installation) -> AuditRecord {
        AuditRecord(
            time: clock.now(), actor: .installation, role: "counsellor", peer: .init(uid: 1, pid: 2), method: "m",
            permission: "p", subject: .init(kind: "student", id: subject), purpose: [], outcome: .ok,
            requestID: request)
    }

    func write(_ requests: [String]) async throws {
        for request in requests {
            let record = record(request)
            try await store.write { [log] in try log.append(record, in: $0) }
        }
    }

    func requests() async throws -> [String] {
        try await store.read { [log] in
            try log.records(matching: AuditFilter(), limit: 10_000, in: $0).map(\.requestID)
        }
    }

    /// The verdict of the offline verifier on an export.
    func verdict(witnessed: [Checkpoint] = []) async throws -> LogVerdict {
        guard let key = log.noteKey else { return .unverifiable(.notALog) }
        var verifier = LogVerifier(origin: TestLog.origin, trusted: [key], witnessed: witnessed)
        var pieces: [String] = []
        try await log.export { pieces.append($0) }
        for piece in pieces { verifier.append(piece.utf8) }
        return verifier.finish()
    }
}
