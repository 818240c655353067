extension Manifest {
    /// How sure a figure is.
    public enum Confidence: String, Codable, Sendable {
        case solid, doubtful
    }

    /// What was found in a population.
    public struct Norm: Codable, Sendable, Equatable {
        public let population: String
        public let scale: String
        public let n: Int?
        /// In thousandths.
        public let mean: Int64?
        /// In thousandths.
        public let standardDeviation: Int64?
        public let cutoff: String?
        public let source: String
        public let confidence: Confidence
    }

    public struct Reliability: Codable, Sendable, Equatable {
        public let scale: String
        /// As "Cronbach alpha".
        public let kind: String
        /// In thousandths.
        public let value: Int64
        public let population: String
        public let source: String
    }

    /// What the reliable change index needs; empty where no standard deviation is known for sure.
    public struct ReliableChange: Codable, Sendable, Equatable {
        public let scale: String
        /// In thousandths.
        public let reliability: Int64
        /// In thousandths.
        public let standardDeviation: Int64
        public let source: String
    }

    public struct Licence: Codable, Sendable, Equatable {
        /// `free`, `public-domain`, `free-non-commercial`, `unclear`, `permission` or `commercial`.
        public let status: String
        public let holder: String
        public let itemTextMayShip: Bool
        public let note: String

        static let statuses = ["free", "public-domain", "free-non-commercial", "unclear", "permission", "commercial"]

        /// Whether an institution may ask with it only when the holder has granted it a licence.
        public var mustBeHeld: Bool { status == "permission" || status == "commercial" }
    }

    /// Something that sources dispute, and which of the variants is implemented.
    public struct Convention: Codable, Sendable, Equatable {
        public let question: String
        public let implemented: String
    }
}
