import CRawLimits
import Domain
import Vault

/// Sealing 1 kB for its place, with commitment, against libsodium alone.
enum Sealing {
    static let count = 100_000

    static func measure(_ table: inout RatioTable) async throws {
        let now = Timestamp(milliseconds: 1_790_000_000_000)
        let (ring, _) = try KeyRing.create(root: RootKey(randomFrom: SystemRandom()), random: SystemRandom(), at: now)
        let owner = Identifier(randomFrom: SystemRandom())
        let (key, _) = ring.newOwnerKey(for: owner)
        let place = SealedPlace(
            table: "results", column: "scores", row: Identifier(randomFrom: SystemRandom()), owner: owner)
        var text = [UInt8](repeating: 1, count: 1_024)
        let speed = try await inTurn(Bench.rounds) {
            1e9 / raw_seal(UInt32(count))
        } _: {
            let began = ContinuousClock.now
            for index in 0..<count {
                let sealed = key.seal(text, at: place)
                text[index % text.count] ^= sealed[sealed.count - 1]
            }
            return Double(count) / ((ContinuousClock.now - began) / .seconds(1))
        }
        table.add(
            "sealing 1 kB, against libsodium", limit: (1e6 / speed.limit).short + " µs",
            measured: (1e6 / speed.measured).short + " µs", ratio: speed.measured / speed.limit, .none)
    }
}
