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
    /// How it is given; to be filled in by oneself where it is left out.
    public let administration: Administration?
    /// Printed orders of the items that go by the same name; one only where it is left out. The first is the usual one.
    public let forms: [Form]?
    public let primary: PrimaryGate
    public let responses: [ResponseSet]
    public internal(set) var items: [Item]
    public internal(set) var itemTexts: ItemTexts
    public let blocks: [Block]
    public let scales: [Scale]
    public let derived: [Derived]
    public let flags: [Flag]
    public let criticalItems: [CriticalItem]
    /// What is to be done with the result, step by step, where the instrument comes with a protocol.
    public let procedure: [ProcedureStep]?
    public let norms: [Norm]
    public let reliability: [Reliability]
    public let reliableChange: [ReliableChange]
    public let licence: Licence
    public let conventions: [Convention]
    public let citations: [String]
    public let confidence: [String: String]
}

extension Manifest {
    /// In which languages item texts come with the instrument, and where others are to be had.
    public struct ItemTexts: Codable, Sendable, Equatable {
        public internal(set) var languages: [String]
        public let note: Text
    }

    /// A printed order of the items. Which one was filled in decides which items count from the other end.
    public struct Form: Codable, Sendable, Equatable {
        public let id: String
        public let names: Text
    }
}
