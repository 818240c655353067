/// How a place shows the attention levels: name, number and colour. Configuration (`config/rules/levels.json`); nothing is
/// ever decided by it.
///
/// Shipped: 三级·黄, 二级·橙, 一级·红. In other places 一级 is the mildest, and other colours are used.
public struct LevelProfile: Sendable, Hashable, Decodable {
    /// How one level is shown.
    public struct Display: Sendable, Hashable, Decodable {
        /// By language; `zh` and `en` are there.
        public let names: [String: String]
        public let number: Int?
        /// As `#D92B2B`.
        public let colour: String?
    }

    /// What is wrong with a profile.
    public struct Finding: Error, Sendable, Hashable, CustomStringConvertible {
        public let description: String
    }

    public let none: Display
    public let watch: Display
    public let concern: Display
    public let crisis: Display

    public subscript(level: AttentionLevel) -> Display {
        switch level {
        case .none: none
        case .watch: watch
        case .concern: concern
        case .crisis: crisis
        }
    }

    /// Whether people can tell the levels apart.
    ///
    /// - Throws: what they could not.
    public func check() throws(Finding) {
        for level in AttentionLevel.allCases {
            let display = self[level]
            for language in ["zh", "en"] where display.names[language]?.isEmpty ?? true {
                throw Finding(description: "\(level.rawValue).names.\(language): must not be empty")
            }
            if let number = display.number, !(0...9).contains(number) {
                throw Finding(description: "\(level.rawValue).number: must be 0 to 9")
            }
            if let colour = display.colour, !Self.isColour(colour) {
                throw Finding(description: "\(level.rawValue).colour: must be # and six hexadecimal digits")
            }
            for other in AttentionLevel.allCases where other < level {
                let clash = ["zh", "en"].first { self[other].names[$0] == display.names[$0] }
                if let clash {
                    throw Finding(description: "\(level.rawValue).names.\(clash): is that of \(other.rawValue) too")
                }
                if let number = display.number, number == self[other].number {
                    throw Finding(description: "\(level.rawValue).number: is that of \(other.rawValue) too")
                }
            }
        }
        // Whichever way a place counts, the order must be that of severity.
        let numbers = AttentionLevel.allCases.compactMap { self[$0].number }
        guard numbers == numbers.sorted() || numbers == numbers.sorted(by: >) else {
            throw Finding(description: "the numbers of the levels neither rise nor fall with their severity")
        }
    }

    private static func isColour(_ text: String) -> Bool {
        text.utf8.count == 7 && text.hasPrefix("#") && text.dropFirst().allSatisfy(\.isHexDigit)
    }
}
