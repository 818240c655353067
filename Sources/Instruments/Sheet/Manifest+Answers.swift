extension Manifest {
    /// Answers that an item can have.
    public enum PermittedAnswers: Sendable, Equatable {
        case codes([Int64])
        case range(ClosedRange<Int64>)

        public func contains(_ answer: Int64) -> Bool {
            switch self {
            case .codes(let codes): codes.contains(answer)
            case .range(let range): range.contains(answer)
            }
        }
    }

    /// What may be answered to item `number`, or nothing if there is no such item.
    public func permittedAnswers(to number: Int) -> PermittedAnswers? {
        guard items.indices.contains(number - 1) else { return nil }
        let item = items[number - 1]
        switch item.kind {
        case .code:
            guard let set = responses.first(where: { $0.id == item.responses }) else { return nil }
            return .codes(set.options.map(\.code))
        case .count, .minutes, .clock, .thousandths:
            guard let least = item.minimum, let most = item.maximum, least <= most else { return nil }
            return .range(least...most)
        }
    }

    /// The shortest sheet that is complete: optional blocks at the end may be left out.
    public var shortestSheet: Int {
        let optional = Set(blocks.flatMap(\.items))
        return items.last { !optional.contains($0.number) }?.number ?? items.count
    }

    /// What is wrong with `sheet`, the first fault only, or nothing.
    public func fault(in sheet: AnswerSheet) -> AnswerFault? {
        let expected = shortestSheet...items.count
        guard expected.contains(sheet.answers.count) else {
            return .wrongCount(given: sheet.answers.count, expected: expected)
        }
        guard informants.contains(sheet.context.informant) else { return .informantNotAdmitted }
        if let form = sheet.context.form, forms?.contains(where: { $0.id == form }) != true { return .formUnknown }
        for (index, answer) in sheet.answers.enumerated() {
            guard let answer else { continue }
            guard let permitted = permittedAnswers(to: index + 1), permitted.contains(answer) else {
                return .notPermitted(item: index + 1)
            }
        }
        return nil
    }

    /// The critical items that `answers` hit, in the manifest's order.
    ///
    /// Works on any sheet, complete or not, valid or not, and needs no instrument code. An item that is not there is
    /// not hit, and not safe either: a zero or a gap says nothing about safety.
    public func criticalItems(in answers: [Int64?]) -> [CriticalItem] {
        criticalItems.filter { critical in
            guard answers.indices.contains(critical.item - 1), let answer = answers[critical.item - 1] else {
                return false
            }
            return answer >= critical.atLeast
        }
    }

    /// Critical items without an answer: to be followed up.
    public func unansweredCriticalItems(in answers: [Int64?]) -> [CriticalItem] {
        criticalItems.filter { critical in
            !answers.indices.contains(critical.item - 1) || answers[critical.item - 1] == nil
        }
    }

    /// Numbers of the items that the conditions of their blocks leave out for these answers.
    public func itemsNotAsked(in answers: [Int64?]) -> Set<Int> {
        var notAsked: Set<Int> = []
        for block in blocks {
            guard let condition = block.askedWhen else { continue }
            let holds = condition.anyOf.contains { number in
                guard answers.indices.contains(number - 1), let answer = answers[number - 1] else { return false }
                return answer >= condition.atLeast
            }
            if !holds { notAsked.formUnion(block.items) }
        }
        return notAsked
    }
}
