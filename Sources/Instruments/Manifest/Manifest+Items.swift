extension Manifest {
    /// Options that several items share.
    public struct ResponseSet: Codable, Sendable, Equatable {
        public let id: String
        public let options: [Option]
    }

    /// One answer that can be marked.
    public struct Option: Codable, Sendable, Equatable {
        public let code: Int64
        /// A word for the code where people write it, as `refused` in a file of sheets.
        public let id: String?
        public let names: Text
    }

    /// What an answer to an item is.
    public enum ItemKind: String, Codable, Sendable {
        /// The code of an option, as marked: never reversed beforehand.
        case code = "CODE"
        case count = "COUNT"
        case minutes = "MINUTES"
        /// Minutes after midnight.
        case clock = "CLOCK"
        case thousandths = "THOUSANDTHS"
    }

    /// One question.
    public struct Item: Codable, Sendable, Equatable {
        /// From 1, as on paper and without a gap.
        public let number: Int
        /// What the item is called where it has no number on paper, as `q5a`.
        public let key: String?
        public let kind: ItemKind
        /// For `CODE`: which options.
        public let responses: String?
        /// For the others: the least and the greatest answer that makes sense.
        public let minimum: Int64?
        public let maximum: Int64?
        /// A few words on what it is about; never shown to who answers.
        public let topic: String
        /// Only where the licence lets it be shipped, or where the institution has installed it apart.
        public internal(set) var texts: Text?
    }

    /// Items that are only asked when something was answered before.
    public struct Block: Codable, Sendable, Equatable {
        public let id: String
        public let items: [Int]
        /// Asked when at least one of `anyOf` is answered with `atLeast` or more; always offered if there is no
        /// condition.
        public let askedWhen: Condition?
    }

    public struct Condition: Codable, Sendable, Equatable {
        public let anyOf: [Int]
        public let atLeast: Int64
    }

    /// An item that raises a warning by itself. Found by the host from the marked answers, so that no fault of an
    /// instrument's code can lose it.
    public struct CriticalItem: Codable, Sendable, Equatable {
        public let id: String
        public let item: Int
        /// The code at and above which it is hit.
        public let atLeast: Int64
        public let level: SuggestedLevel
        public let meaning: Text
        /// To be shown wherever it is: also says that a zero is not safety.
        public let notice: Text
    }

    /// What a critical item proposes; a person confirms.
    public enum SuggestedLevel: String, Codable, Sendable {
        case watch = "WATCH"
        case concern = "CONCERN"
        case crisis = "CRISIS"
    }
}
