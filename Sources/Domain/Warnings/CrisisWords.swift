/// Words in a free text that ask for attention whoever wrote it: configuration, in groups, since a group is what a rule
/// asks for and what may be named in a warning; the word itself stays in the text.
public struct CrisisWords: Sendable, Hashable, Codable {
    public struct Group: Sendable, Hashable, Codable {
        public let id: String
        public let words: [String]

        public init(id: String, words: [String]) {
            self.id = id
            self.words = words
        }
    }

    public let groups: [Group]

    public init(groups: [Group]) { self.groups = groups }

    public init(from decoder: any Decoder) throws {
        groups = try decoder.singleValueContainer().decode([Group].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(groups)
    }

    /// The groups with a word in `text`, in the configuration's order.
    ///
    /// Compared without regard to case, width and blanks. It finds too much rather than too little, since it does not
    /// understand a negation: a person reads the text.
    public func groups(in text: String) -> [String] {
        guard !groups.isEmpty else { return [] }
        let plain = Self.plain(text)
        return groups.filter { $0.words.contains { plain.contains(Self.plain($0)) } }.map(\.id)
    }

    private static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars where !scalar.properties.isWhitespace {
            // Full-width forms stand a fixed distance behind ASCII.
            if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
                scalars.append(narrow)
            } else {
                scalars.append(scalar)
            }
        }
        return String(scalars).lowercased()
    }
}
