/// Finds what names a student in a text that is meant for people who must not know who it is.
///
/// Compared without regard to case, width, blanks and punctuation, so that `王 小明` and `１３８-0000…` are found too. A
/// name of a single character after the family name cannot be told from other words and is looked for in full only.
public struct IdentityScreen: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case studentName = "the student's name"
        case guardianName = "a guardian's name"
        case number = "a number of the student or a guardian"
        case place = "the school, class or dorm"
    }

    /// Where a text names somebody; never what stands there.
    public struct Finding: Sendable, Hashable, CustomStringConvertible {
        public let kind: Kind
        /// Counted from 1, in characters.
        public let character: Int

        public var description: String { "names \(kind.rawValue) at character \(character)" }
    }

    private let needles: [(kind: Kind, folded: [Unicode.Scalar])]

    /// - Parameters:
    ///   - names: as they are written in the roster.
    ///   - numbers: student number, national id, telephone numbers.
    ///   - places: names of the school and of the units that the student belongs to.
    public init(names: [String], guardianNames: [String], numbers: [String], places: [String]) {
        var needles: [(kind: Kind, folded: [Unicode.Scalar])] = []
        func add(_ kind: Kind, _ texts: [String], fewest: Int) {
            for text in texts {
                let folded = Self.folded(text).map(\.scalar)
                if folded.count >= fewest { needles.append((kind, folded)) }
            }
        }
        add(.studentName, names.flatMap(Self.formsOf), fewest: 2)
        add(.guardianName, guardianNames.flatMap(Self.formsOf), fewest: 2)
        add(.number, numbers, fewest: 4)
        add(.place, places, fewest: 2)
        self.needles = needles
    }

    /// Every place where `text` names somebody, in its order.
    public func findings(in text: String) -> [Finding] {
        let haystack = Self.folded(text)
        var findings: Set<Finding> = []
        for (kind, needle) in needles where needle.count <= haystack.count {
            for start in 0...(haystack.count - needle.count)
            where haystack[start..<start + needle.count].lazy.map(\.scalar).elementsEqual(needle) {
                findings.insert(Finding(kind: kind, character: haystack[start].character))
            }
        }
        return findings.sorted { ($0.character, $0.kind.rawValue) < ($1.character, $1.kind.rawValue) }
    }

    /// A name in full, without the family name, and the parts of one that is written in parts.
    static func formsOf(_ name: String) -> [String] {
        let parts = name.split { !$0.isLetter }.map(String.init)
        if parts.count > 1 { return [name] + parts.filter { $0.count >= ($0.allSatisfy(\.isASCII) ? 3 : 2) } }
        guard let first = parts.first, first.count >= 3, first.allSatisfy(Self.isHan) else { return [name] }
        return [name, String(first.dropFirst(first.count >= 4 ? 2 : 1))]
    }

    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { $0.properties.isIdeographic }
    }

    /// Letters and digits alone, in one case and one width, each with the character of `text` that it came from.
    private static func folded(_ text: String) -> [(scalar: Unicode.Scalar, character: Int)] {
        var folded: [(scalar: Unicode.Scalar, character: Int)] = []
        for (index, character) in text.enumerated() {
            for scalar in character.unicodeScalars {
                let narrow =
                    (0xFF01...0xFF5E).contains(scalar.value)
                    ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                guard narrow.properties.isAlphabetic || narrow.properties.numericType != nil else { continue }
                for lower in narrow.properties.lowercaseMapping.unicodeScalars { folded.append((lower, index + 1)) }
            }
        }
        return folded
    }
}
