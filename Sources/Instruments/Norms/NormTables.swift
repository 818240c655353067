internal import Vault

/// What was found in a population: the content of a norm file, which is signed data with a version of its own, apart from
/// an instrument's code. The format is described in `docs/norms-and-psychometrics.md`; `NormLoader` reads and checks it.
///
/// All figures are in thousandths: scores of their unit, percents of a percent.
public struct NormTables: Codable, Sendable, Equatable {
    /// The version of this format: 1.
    public let schema: Int
    /// Of the norms, not of the instrument: as `phq9-fujian`.
    public let id: String
    /// Semantic version. Any other figure is another version.
    public let version: String
    public let instrument: String
    /// Versions of the instrument whose scores these norms are about.
    public let instrumentVersions: [String]
    public let names: Manifest.Text
    /// Who was asked, where, and how they were chosen.
    public let population: Manifest.Text
    /// In which the data were collected.
    public let year: Int
    /// The publication, or who holds the data.
    public let source: String
    public let note: Manifest.Text?
    public let tables: [Table]

    public init(
        id: String, version: String, instrument: String, instrumentVersions: [String], names: Manifest.Text,
        population: Manifest.Text, year: Int, source: String, note: Manifest.Text? = nil, tables: [Table]
    ) {
        schema = 1
        self.id = id
        self.version = version
        self.instrument = instrument
        self.instrumentVersions = instrumentVersions
        self.names = names
        self.population = population
        self.year = year
        self.source = source
        self.note = note
        self.tables = tables
    }
}

extension NormTables {
    /// How a T score is made.
    public enum TRule: String, Codable, Sendable {
        /// 50 + 10 · z.
        case linear = "LINEAR"
        /// By the table of the cell, as normalised T scores are published.
        case table = "TABLE"
    }

    /// The norms of one scale.
    public struct Table: Codable, Sendable, Equatable {
        public let scale: String
        /// Which of the scale's scores.
        public let score: Manifest.ScoreKind
        /// For sheets that this informant filled in; for all where it is left out.
        public let informant: SheetContext.Informant?
        /// Left out where the source gives no T scores.
        public let tScore: TRule?
        public let cells: [Cell]

        public init(
            scale: String, score: Manifest.ScoreKind, informant: SheetContext.Informant? = nil, tScore: TRule? = nil,
            cells: [Cell]
        ) {
            self.scale = scale
            self.score = score
            self.informant = informant
            self.tScore = tScore
            self.cells = cells
        }
    }

    /// One group of people. What is left out does not matter; a student of whom a criterion is not known is in no cell
    /// that has it.
    public struct Cell: Codable, Sendable, Equatable {
        public let sex: SheetContext.Sex?
        public let stage: SheetContext.Stage?
        /// Years within the stage, both included.
        public let gradeFrom: Int?
        public let gradeTo: Int?
        /// Completed months of life, both included.
        public let ageFromMonths: Int?
        public let ageToMonths: Int?
        /// People in it.
        public let n: Int
        public let mean: Int64?
        public let standardDeviation: Int64?
        /// Ascending.
        public let percentiles: [Percentile]?
        /// For `TABLE`, ascending by score.
        public let tScores: [TScore]?

        public init(
            sex: SheetContext.Sex? = nil, stage: SheetContext.Stage? = nil, gradeFrom: Int? = nil, gradeTo: Int? = nil,
            ageFromMonths: Int? = nil, ageToMonths: Int? = nil, n: Int, mean: Int64? = nil,
            standardDeviation: Int64? = nil, percentiles: [Percentile]? = nil, tScores: [TScore]? = nil
        ) {
            self.sex = sex
            self.stage = stage
            self.gradeFrom = gradeFrom
            self.gradeTo = gradeTo
            self.ageFromMonths = ageFromMonths
            self.ageToMonths = ageToMonths
            self.n = n
            self.mean = mean
            self.standardDeviation = standardDeviation
            self.percentiles = percentiles
            self.tScores = tScores
        }
    }

    /// At least `percent` of the group have `score` or a lower one.
    public struct Percentile: Codable, Sendable, Equatable {
        /// In thousandths of a percent: 97500 is 97.5 %.
        public let percent: Int
        public let score: Int64

        public init(percent: Int, score: Int64) {
            self.percent = percent
            self.score = score
        }
    }

    /// From `score` on, up to the next, T is `t`.
    public struct TScore: Codable, Sendable, Equatable {
        public let score: Int64
        public let t: Int64

        public init(score: Int64, t: Int64) {
            self.score = score
            self.t = t
        }
    }
}

/// A norm file as it was signed, with what is in it.
public struct NormFile: Sendable {
    public let tables: NormTables
    public let bytes: [UInt8]
    public let reference: NormReference

    /// Reads without a word about the signature.
    ///
    /// - Throws: all that is wrong with the file by itself.
    public init(_ bytes: [UInt8]) throws(NormError) {
        tables = try NormLoader.load(bytes)
        self.bytes = bytes
        reference = NormReference(id: tables.id, version: tables.version, hash: SHA256Digest(of: bytes).bytes)
    }
}

/// Exactly one version of norms: what a result was compared with.
public struct NormReference: Hashable, Sendable {
    public let id: String
    public let version: String
    /// SHA-256 of the file, 32 bytes.
    public let hash: [UInt8]

    public init(id: String, version: String, hash: [UInt8]) {
        self.id = id
        self.version = version
        self.hash = hash
    }
}
