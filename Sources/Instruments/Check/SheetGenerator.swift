/// Sheets from a seed: the same seed, the same sheets, on every machine (SplitMix64).
struct SheetGenerator {
    private let manifest: Manifest
    private var state: UInt64

    init(manifest: Manifest, seed: UInt64) {
        self.manifest = manifest
        state = seed
    }

    /// A sheet without fault; one answer in sixteen is missing in every second sheet.
    mutating func next() -> AnswerSheet {
        let leavesGaps = below(2) == 0
        let answers = manifest.items.map { item -> Int64? in
            if leavesGaps && below(16) == 0 { return nil }
            let choices = Self.choices(of: item.number, in: manifest)
            return choices.isEmpty ? nil : choices[below(choices.count)]
        }
        return AnswerSheet(answers: answers, context: context())
    }

    mutating func context() -> SheetContext {
        let stage = pick(manifest.stages)
        let youngest = manifest.ages.fromMonths
        return SheetContext(
            informant: pick(manifest.informants) ?? .self, sex: pick(SheetContext.Sex.allCases), stage: stage,
            ageInMonths: youngest + below(max(1, (manifest.ages.toMonths ?? youngest + 144) - youngest)),
            grade: 1 + below(6), form: pick(manifest.forms ?? [])?.id)
    }

    /// A number from 0 up to and without `limit`.
    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(max(1, limit)))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }

    /// Answers worth trying for an item, lowest first: all codes, or a spread of a range.
    static func choices(of item: Int, in manifest: Manifest) -> [Int64] {
        switch manifest.permittedAnswers(to: item) {
        case .codes(let codes): codes.sorted()
        case .range(let range):
            (0...32).map { step in
                range.lowerBound + Int64(Double(range.upperBound - range.lowerBound) * Double(step) / 32)
            }
        case nil: []
        }
    }
}
