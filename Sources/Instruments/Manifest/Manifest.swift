/// What an instrument is, apart from its arithmetic: the content of `manifest.json`.
///
/// Every text is a table from language (`en`, `zh`) to text. Scores are in thousandths. The format is described for
/// authors in `Plugins/README.md`; `ManifestLoader` reads and checks it.
public struct Manifest: Codable, Sendable, Equatable {
    /// A text by language.
    public typealias Text = [String: String]

    /// The version of this format: 1.
    public let schema: Int
    public let id: String
    /// Semantic version. What changes a score or a band changes it.
    public let version: String
    /// The plugin ABI that the instrument was built for.
    public let abi: UInt32
    public let names: Text
    public let construct: Text
    public let timeFrame: Text
    public let informants: [SheetContext.Informant]
    public let ages: Ages
    public let stages: [SheetContext.Stage]
    public let primary: PrimaryGate
    public let responses: [ResponseSet]
    public let items: [Item]
    public let itemTexts: ItemTexts
    public let blocks: [Block]
    public let scales: [Scale]
    public let derived: [Derived]
    public let flags: [Flag]
    public let criticalItems: [CriticalItem]
    public let norms: [Norm]
    public let reliability: [Reliability]
    public let reliableChange: [ReliableChange]
    public let licence: Licence
    public let conventions: [Convention]
    public let citations: [String]
    public let confidence: [String: String]
}

extension Manifest {
    /// Ages the instrument may be given to.
    public struct Ages: Codable, Sendable, Equatable {
        public let fromMonths: Int
        public let toMonths: Int?
        public let note: Text
    }

    /// Whether pupils of primary schools may be given it, and why.
    public struct PrimaryGate: Codable, Sendable, Equatable {
        public let permitted: Bool
        public let reason: Text
    }

    /// In which languages item texts come with the instrument, and where others are to be had.
    public struct ItemTexts: Codable, Sendable, Equatable {
        public let languages: [String]
        public let note: Text
    }

    /// Whether someone in this stage and of this age may be given it.
    public func admits(stage: SheetContext.Stage, ageInMonths: Int?) -> Bool {
        guard stages.contains(stage), stage != .primary || primary.permitted else { return false }
        guard let ageInMonths else { return true }
        return ageInMonths >= ages.fromMonths && ages.toMonths.map { ageInMonths <= $0 } ?? true
    }
}
