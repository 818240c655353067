/// A person's name as written, with the spaces around it taken off.
///
/// Letters of any script, combining marks, and what stands between parts of a name: space, `·`, `-`, `'`, `.`. So no
/// name can begin a formula in a spreadsheet or carry a control character into a terminal.
public struct PersonName: Hashable, PersonalValue {
    public let text: String

    /// In Unicode scalars; the longest registered names of Uyghur and Tibetan citizens stay below.
    public static let longest = 50

    public init?(_ raw: some StringProtocol) {
        let scalars = raw.unicodeScalars
        guard (1...Self.longest).contains(scalars.count), let first = scalars.first, first.properties.isAlphabetic,
            scalars.allSatisfy(Self.isPermitted)
        else { return nil }
        text = String(raw)
    }

    private static func isPermitted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "·", "•", "‧", "-", "'", "’", ".": true
        default:
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                .nonspacingMark, .spacingMark, .letterNumber:
                true
            default: false
            }
        }
    }
}
