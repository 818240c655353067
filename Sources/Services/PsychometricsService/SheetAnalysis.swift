internal import Domain
internal import Instruments

/// One sheet, as figures see it: nobody's.
struct AnalysedSheet: Sendable {
    /// Item 1 first, one for each of the instrument's items.
    let answers: [Int64?]
    /// Items that the conditions of their blocks have left out.
    let notAsked: Set<Int>
    let score: InstrumentScore
    let group: NormProposal.Group
    /// What an interview has confirmed; `none` where the warning was dismissed, nothing where nobody has judged.
    let judgedLevel: AttentionLevel?
    /// Whether something may make it doubtful. A gap does not: what is missing is counted as such.
    let isDoubtful: Bool
}

/// Adds up one kind of figures over sheets, which it does not keep.
protocol SheetAnalysis: Sendable {
    associatedtype Key: FigureKey
    associatedtype Figure: TellableFigure

    mutating func add(_ sheet: AnalysedSheet)

    var figures: [Key: Figure] { get }
}

/// What the figures are of.
enum BasisKey: Int, FigureKey {
    case sheets, doubtful, judged

    static func < (left: BasisKey, right: BasisKey) -> Bool { left.rawValue < right.rawValue }
}
