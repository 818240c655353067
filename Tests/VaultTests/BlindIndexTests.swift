import Domain
import TestSupport
import Testing
import Vault

@Suite("A blind index")
struct BlindIndexTests {
    let key: IndexKey

    init() throws { key = try Fixture().ring.indexKey }

    private func value(_ text: String, _ field: BlindIndexField = .fullName, bits: Int = 256) -> [UInt8] {
        BlindIndex(field, bits: bits, key: key).value(of: text)
    }

    @Test(arguments: [
        (BlindIndexField.studentNumber, "２０２６０１０１", "20260101"),
        (.studentNumber, " \u{3000}20260101\n", "20260101"),
        (.nationalID, "11010519491231002x", "11010519491231002X"),
        (.nationalID, "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        (.fullName, "买买提•艾力", "买买提·艾力"),
        (.fullName, "买买提・艾力", "买买提·艾力"),
        (.fullName, "张\u{3000}\u{3000}伟 ", "张 伟"),
        (.fullName, "Ａnna  Li", "Anna Li"),
        (.fullName, "e\u{301}tude", "\u{E9}tude"),
        (.loginName, " ZhangWei ", "zhangwei"),
        (.loginName, "ＺｈａｎｇＷｅｉ０１", "zhangwei01"),
    ])
    func isTheSameForAllWaysToWriteAValue(field: BlindIndexField, written: String, normal: String) {
        #expect(Array(field.normalise(written).unicodeScalars) == Array(normal.unicodeScalars))
        #expect(Array(field.normalise(normal).unicodeScalars) == Array(normal.unicodeScalars))
        #expect(value(written, field) == value(normal, field))
    }

    @Test func differsByFieldAndValueAndLetterWhereLettersCount() {
        #expect(Set(BlindIndexField.allCases.map { value("20260101", $0) }).count == 4)
        #expect(value("张伟") != value("张玮"))
        #expect(value("Anna") != value("anna"))
        #expect(value("a1", .studentNumber) != value("A1", .studentNumber))
    }

    @Test func isCutToItsBits() {
        let whole = value("张伟")
        for bits in 1...256 {
            let cut = value("张伟", bits: bits)
            #expect(cut.count == (bits + 7) / 8)
            for bit in 0..<cut.count * 8 {
                let expected = bit < bits ? whole[bit / 8] >> (7 - bit % 8) & 1 : 0
                #expect(cut[bit / 8] >> (7 - bit % 8) & 1 == expected)
            }
        }
        #expect(value("张伟", bits: 0) == value("张伟", bits: 1))
        #expect(value("张伟", bits: 1_000) == whole)
    }

    /// Population, most bits, least bits: worked out by hand from n / 2^b >= 2 and n / 2^b <= root of n.
    @Test(arguments: [
        (0, 1, 1), (3, 1, 1), (4, 1, 1), (8, 2, 2), (16, 3, 2), (100, 5, 4), (1_000, 8, 5), (1_024, 9, 5),
        (30_000, 13, 8), (1_000_000, 18, 10),
    ])
    func hasABudget(population: Int, most: Int, least: Int) {
        let budget = BlindIndexBudget(population: population)
        #expect(budget.mostBits == most)
        #expect(budget.leastBits == least)
        #expect(budget.verdict(bits: most) == .fits)
        #expect(budget.verdict(bits: least) == .fits)
        #expect(budget.verdict(bits: most + 1) == .tellsTooMuch(mostBits: most))
        if least > 1 { #expect(budget.verdict(bits: least - 1) == .findsTooMany(leastBits: least)) }
    }
}
