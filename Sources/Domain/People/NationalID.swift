/// A citizen's identity number · 公民身份号码 (GB 11643-1999): six digits of the region, eight of the birth date, three
/// of a sequence whose last is odd for males, and a check character.
///
/// The region is not looked up: codes are withdrawn when counties merge, but stay in the numbers given before.
public struct NationalID: Hashable, Sendable {
    /// What is wrong with a text that should be an identity number.
    public enum Fault: Error, Sendable, Hashable, CaseIterable {
        /// It has not 18 characters.
        case length
        /// Something else than digits, or than a digit or X at the end.
        case characters
        /// Its digits 7 to 14 are no day.
        case birthDate
        /// The last character does not fit the others: a typing error.
        case checkCharacter
    }

    /// What else is known of the person and is not what the number says.
    public enum Contradiction: Sendable, Hashable, CaseIterable {
        case birthDate
        case sex
    }

    /// Eighteen ASCII characters, the last a digit or a capital X.
    public let text: String
    public let birthDate: CalendarDate
    public let sex: Sex

    /// Reads a number in any width, with x or X.
    public init(_ text: String) throws(Fault) {
        let characters = Array(FullWidthForms.narrowed(text).uppercased().utf8)
        guard characters.count == 18 else { throw .length }
        let digits = characters.dropLast().map { Int($0) - Int(UInt8(ascii: "0")) }
        guard digits.allSatisfy({ 0...9 ~= $0 }), digits[0] != 0,
            Self.checkCharacters.contains(characters[17])
        else { throw .characters }
        guard let birthDate = CalendarDate(roster: String(decoding: characters[6..<14], as: UTF8.self)) else {
            throw .birthDate
        }
        let sum = zip(digits, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
        guard characters[17] == Self.checkCharacters[sum % 11] else { throw .checkCharacter }
        self.text = String(decoding: characters, as: UTF8.self)
        self.birthDate = birthDate
        self.sex = digits[16].isMultiple(of: 2) ? .female : .male
    }

    /// Where the number contradicts what is otherwise known; what is not known contradicts nothing.
    public func contradictions(birthDate: CalendarDate?, sex: Sex?) -> Set<Contradiction> {
        var found: Set<Contradiction> = []
        if let birthDate, birthDate != self.birthDate { found.insert(.birthDate) }
        if let sex, sex != self.sex { found.insert(.sex) }
        return found
    }

    /// ISO 7064 MOD 11-2: powers of two modulo eleven, from the left.
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    /// By the remainder of the weighted sum.
    private static let checkCharacters = Array("10X98765432".utf8)
}

extension NationalID: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the number, so that no log or message can come to hold it.
    public var description: String { "NationalID" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
