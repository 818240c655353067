internal import Domain
internal import Instruments
internal import XinyuAPI

/// What was marked for each item, in codes as marked.
struct ItemAnalysis: SheetAnalysis {
    private let codes: [ClosedRange<Int64>?]
    private var answers: [ScoreHistogram]
    private var missing: [PeopleShare]
    private var floor: [PeopleShare]
    private var ceiling: [PeopleShare]

    init(_ manifest: Manifest) {
        codes = manifest.items.map { manifest.codes(ofItem: $0.number) }
        answers = Array(repeating: ScoreHistogram(), count: codes.count)
        missing = Array(repeating: PeopleShare(), count: codes.count)
        floor = missing
        ceiling = missing
    }

    mutating func add(_ sheet: AnalysedSheet) {
        for (index, answer) in sheet.answers.enumerated() where !sheet.notAsked.contains(index + 1) {
            missing[index].add(answer == nil)
            guard let answer else { continue }
            // In thousandths, as all that is told.
            answers[index].add(answer * 1_000)
            guard let codes = codes[index] else { continue }
            floor[index].add(answer == codes.lowerBound)
            ceiling[index].add(answer == codes.upperBound)
        }
    }

    var figures: [ItemKey: ItemFigure] {
        var figures: [ItemKey: ItemFigure] = [:]
        for index in codes.indices where missing[index].of > 0 {
            figures[ItemKey(index + 1, .answers)] = .answers(answers[index])
            figures[ItemKey(index + 1, .missing)] = .gaps(missing[index])
            guard codes[index] != nil else { continue }
            figures[ItemKey(index + 1, .floor)] = .share(floor[index])
            figures[ItemKey(index + 1, .ceiling)] = .share(ceiling[index])
        }
        return figures
    }
}

extension APIItemStatistics {
    init(_ item: Manifest.Item, hasCodes: Bool, _ told: [ItemKey: ItemFigure]) {
        self.init()
        number = UInt32(clamping: item.number)
        topic = item.topic
        if case .answers(let answers)? = told[ItemKey(item.number, .answers)] {
            answered = UInt32(clamping: answers.count)
            if let mean = answers.mean { meanMilli = mean }
            standardDeviationMilli = answers.standardDeviation.map { UInt32(clamping: $0) } ?? 0
        }
        missing = APIPeopleShare(told[ItemKey(item.number, .missing)])
        guard hasCodes else { return }
        floor = APIPeopleShare(told[ItemKey(item.number, .floor)])
        ceiling = APIPeopleShare(told[ItemKey(item.number, .ceiling)])
    }
}

extension APIPeopleShare {
    init(_ share: PeopleShare?) {
        self.init()
        guard let share else {
            isHeldBack = true
            return
        }
        number = UInt32(clamping: share.number)
        of = UInt32(clamping: share.of)
    }

    fileprivate init(_ figure: ItemFigure?) {
        switch figure {
        case .share(let share), .gaps(let share): self.init(share)
        case .answers, nil: self.init(nil as PeopleShare?)
        }
    }
}
