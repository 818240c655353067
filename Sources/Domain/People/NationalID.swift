/// A citizen's number · 公民身份号码 (GB 11643—1999): six digits of region, eight of birth date, three of order, of which
/// the last is odd for men, and a check character.
public struct NationalID: Hashable, PersonalValue {
    /// Eighteen characters: digits, and perhaps an `X` at the end.
    public let text: String
    public let birthDate: CalendarDate
    public let sex: Sex

    /// What is wrong with a number.
    public enum Fault: Error, Hashable, Sendable {
        /// Not seventeen digits and a digit or X. The fifteen-digit numbers ended in 2013.
        case malformed
        case noSuchBirthDate
        case wrongCheckCharacter
    }

    public init(_ raw: some StringProtocol) throws(Fault) {
        let characters = Array(raw.utf8)
        guard characters.count == 18 else { throw .malformed }
        var digits: [Int] = []
        for character in characters.prefix(17) {
            guard let digit = Self.digit(character) else { throw .malformed }
            digits.append(digit)
        }
        let isCross = characters[17] == UInt8(ascii: "X") || characters[17] == UInt8(ascii: "x")
        guard let check = isCross ? 10 : Self.digit(characters[17]) else { throw .malformed }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard let birthDate = CalendarDate(year: number(6..<10), month: number(10..<12), day: number(12..<14))
        else { throw .noSuchBirthDate }
        guard Self.checkValue(digits) == check else { throw .wrongCheckCharacter }
        self.birthDate = birthDate
        sex = digits[16] % 2 == 1 ? .male : .female
        text = String(decoding: characters.prefix(17) + [isCross ? UInt8(ascii: "X") : characters[17]], as: UTF8.self)
    }

    /// What of a person's other data does not agree with the number.
    public enum Contradiction: Hashable, Sendable {
        case birthDate
        case sex
    }

    /// Which of the given values the number contradicts. A value that is not given contradicts nothing.
    public func contradictions(birthDate given: CalendarDate?, sex givenSex: Sex?) -> [Contradiction] {
        var found: [Contradiction] = []
        if let given, given != birthDate { found.append(.birthDate) }
        if let givenSex, givenSex != sex { found.append(.sex) }
        return found
    }

    private static func digit(_ character: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) ? Int(character - UInt8(ascii: "0")) : nil
    }

    /// ISO 7064 MOD 11-2 over seventeen digits; 10 is written X.
    private static func checkValue(_ digits: [Int]) -> Int {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return (12 - sum % 11) % 11
    }
}
