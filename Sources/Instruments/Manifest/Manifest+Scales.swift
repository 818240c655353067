extension Manifest {
    /// Which of a scale's scores is meant.
    public enum ScoreKind: String, Codable, Sendable, CaseIterable {
        case raw = "RAW"
        case standard = "STANDARD"
        case mean = "MEAN"
    }

    /// One scale, in the order of the instrument's code.
    public struct Scale: Codable, Sendable, Equatable {
        public let id: String
        public let names: Text
        public let items: [Int]
        /// Those of `items` that count from the other end.
        public let reversed: [Int]
        /// The same for the other forms, by their ids.
        public let reversedByForm: [String: [Int]]?
        /// In words, for people.
        public let formula: String
        /// The scores that a complete scale has.
        public let scores: [ScoreKind]
        /// What the banded score can reach, in thousandths.
        public let minimum: Int64
        public let maximum: Int64
        /// The score that bands are held against.
        public let banded: ScoreKind
        public let bands: [Band]
        public let bandSource: String
        /// Which way is worse; higher where it is left out.
        public let direction: Direction?
        /// When a score is given though answers are missing, in words.
        public let missing: String
    }

    /// Which way a score tells of trouble.
    public enum Direction: String, Codable, Sendable {
        case higherIsWorse = "HIGHER_IS_WORSE"
        case higherIsBetter = "HIGHER_IS_BETTER"
    }

    /// A span of scores with a name; limits in thousandths, both included.
    public struct Band: Codable, Sendable, Equatable {
        public let id: String
        public let from: Int64
        public let to: Int64
        public let names: Text
        /// Only for sheets of this informant.
        public let informant: SheetContext.Informant?
        /// Only for persons of this sex.
        public let sex: SheetContext.Sex?

        func applies(to context: SheetContext) -> Bool {
            (informant == nil || informant == context.informant) && (sex == nil || sex == context.sex)
        }
    }

    /// A finding about the sheet itself.
    public struct Flag: Codable, Sendable, Equatable {
        public let id: String
        public let rule: String
        public let source: String
    }
}
