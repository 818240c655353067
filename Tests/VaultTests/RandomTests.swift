import Testing
import Vault

@Suite("Randomness")
struct RandomTests {
    @Test("of every size is as long as asked for", arguments: [0, 1, 16, 24, 63, 64, 65, 5_000])
    func sizes(count: Int) {
        #expect(SystemRandom().bytes(count).count == count)
        #expect(SystemRandom().publicBytes(count).count == count)
    }

    @Test("that is public comes only once, from whichever thread it is asked")
    func once() async {
        let pieces = await withTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<4 {
                group.addTask { (0..<2_000).map { _ in SystemRandom().publicBytes(24) } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(pieces).count == pieces.count)
        // What the stock gives out is overwritten in it: a piece of zeros would be one that was given out before.
        #expect(!pieces.contains([UInt8](repeating: 0, count: 24)))
    }
}
