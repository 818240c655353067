import Domain
import Testing

@Suite("Figures that are held back")
struct HeldBackFiguresTests {
    /// A city with two counties: the first has schools 11, 12, 13, the second 21 and 22.
    private let tree = UnitTree([
        unit(1, .city), unit(10, .county, under: 1), unit(20, .county, under: 1),
        unit(11, .school, under: 10), unit(12, .school, under: 10), unit(13, .school, under: 10),
        unit(21, .school, under: 20), unit(22, .school, under: 20), unit(30, .grade, under: 11),
    ])

    private func figures(_ numbers: [Int: Int]) -> [Int: Int?] {
        let held = HeldBackFigures(
            Dictionary(uniqueKeysWithValues: numbers.map { (identifier($0), $1) }), in: tree)
        return Dictionary(
            uniqueKeysWithValues: [1, 10, 20, 11, 12, 13, 21, 22].map { ($0, held.figure(of: identifier($0))) })
    }

    @Test("One to nine are held back, none and ten are told")
    func cells() {
        for number in 0...30 {
            let shown = figures([11: number])
            #expect(shown[11] == (number == 0 || number >= 10 ? number : nil))
        }
    }

    @Test("A county is told when the held-back schools in it are ten together")
    func complement() {
        // 12 − 10 would tell of two.
        #expect(figures([11: 10, 12: 2])[10] == .some(nil))
        #expect(figures([11: 10, 12: 2, 13: 8])[10] == 20)
        #expect(figures([11: 5, 12: 5])[10] == 10)
        #expect(figures([11: 10, 12: 0])[10] == 10)
        #expect(figures([11: 3])[10] == .some(nil))
    }

    @Test("A city is held back where it would tell of a county that is")
    func levels() {
        let shown = figures([11: 5, 12: 6, 21: 15, 22: 4])
        #expect(shown[10] == 11)
        #expect(shown[20] == .some(nil))
        // 30 − 11 − 15 would tell of four.
        #expect(shown[1] == .some(nil))
        #expect(figures([11: 5, 12: 4, 21: 15, 22: 4])[1] == 28)
    }

    /// Whoever takes all figures that are shown, and knows the tree, learns of no group of one to nine.
    @Test("No difference of shown figures tells of one to nine")
    func differences() {
        var numbers = SeededNumbers(seed: 25)
        for _ in 0..<2_000 {
            let sample = Dictionary(
                uniqueKeysWithValues: [11, 12, 13, 21, 22].map {
                    ($0, .random(in: 0..<3, using: &numbers) * .random(in: 0..<9, using: &numbers))
                })
            let shown = figures(sample)
            for (unit, children) in [(10, [11, 12, 13]), (20, [21, 22])] {
                guard case .some(.some(let sum)) = shown[unit] else { continue }
                let rest = sum - children.reduce(0) { $0 + ((shown[$1] ?? nil) ?? 0) }
                #expect(rest == 0 || rest >= 10)
            }
            guard case .some(.some(let city)) = shown[1] else { continue }
            var rest = city
            for (county, schools) in [(10, [11, 12, 13]), (20, [21, 22])] {
                if case .some(.some(let sum)) = shown[county] {
                    rest -= sum
                } else {
                    rest -= schools.reduce(0) { $0 + ((shown[$1] ?? nil) ?? 0) }
                }
            }
            #expect(rest == 0 || rest >= 10)
        }
    }
}
