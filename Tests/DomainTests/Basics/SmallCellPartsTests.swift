import Domain
import Testing

@Suite("Parts of a whole, with small ones held back")
struct SmallCellPartsTests {
    @Test(
        "A small part is held back, and with it what it could be worked out from",
        arguments: [
            ([100, 0, 0], [100, 0, 0]),
            ([100, 20, 10], [100, 20, 10]),
            // One part alone is the whole less the others.
            ([100, 20, 3], [100, nil, nil]),
            ([100, 9, 3], [100, nil, nil]),
            // Four people in two parts are nearly known: a third goes with them.
            ([100, 50, 2, 2], [100, nil, nil, nil]),
            ([5, 4, 0], [nil, nil, nil]),
            ([9, 0, 0], [nil, nil, nil]),
            ([0, 0], [0, 0]),
            ([10, 0], [10, 0]),
            ([12, 1, 0], [nil, nil, 0]),
        ] as [([Int], [Int?])])
    func parts(_ parts: [Int], _ shown: [Int?]) { #expect(SmallCell.shown(parts) == shown) }

    @Test("Whoever knows the whole learns of no group of fewer than ten")
    func complementary() {
        var numbers = SeededNumbers(seed: 9)
        for _ in 0..<2_000 {
            let parts = (0..<Int.random(in: 2...6, using: &numbers)).map { _ in Int.random(in: 0...30, using: &numbers)
            }
            let shown = SmallCell.shown(parts)
            for (part, value) in zip(parts, shown) {
                if let value { #expect(value == part && (value == 0 || value >= SmallCell.leastPeople)) }
            }
            let hidden = zip(parts, shown).filter { $0.1 == nil }.map(\.0)
            if shown.contains(where: { $0 != nil }), !hidden.isEmpty {
                #expect(hidden.count > 1 && hidden.reduce(0, +) >= SmallCell.leastPeople, "\(parts)")
            }
        }
    }
}
