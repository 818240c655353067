extension NormTables.Cell {
    /// Whether somebody is in it for sure.
    public func holds(_ context: SheetContext) -> Bool {
        if let sex, sex != context.sex { return false }
        if let stage, stage != context.stage { return false }
        return Self.span(gradeFrom, gradeTo, holds: context.grade)
            && Self.span(ageFromMonths, ageToMonths, holds: context.ageInMonths)
    }

    private static func span(_ from: Int?, _ to: Int?, holds value: Int?) -> Bool {
        guard from != nil || to != nil else { return true }
        guard let value else { return false }
        return value >= from ?? .min && value <= to ?? .max
    }

    /// Whether somebody can be in both.
    func overlaps(_ other: Self) -> Bool {
        func agree<Value: Equatable>(_ one: Value?, _ two: Value?) -> Bool { one == nil || two == nil || one == two }
        func meet(_ from: Int?, _ to: Int?, _ otherFrom: Int?, _ otherTo: Int?) -> Bool {
            from ?? .min <= otherTo ?? .max && otherFrom ?? .min <= to ?? .max
        }
        return agree(sex, other.sex) && agree(stage, other.stage)
            && meet(gradeFrom, gradeTo, other.gradeFrom, other.gradeTo)
            && meet(ageFromMonths, ageToMonths, other.ageFromMonths, other.ageToMonths)
    }

    /// The group in the words of the format, as "FEMALE, JUNIOR 2–3, 144–155 months"; "all" without a criterion.
    public var group: String {
        func span(_ from: Int?, _ to: Int?) -> String? {
            switch (from, to) {
            case (nil, nil): nil
            case (let from?, let to?): from == to ? "\(from)" : "\(from)–\(to)"
            case (let from?, nil): "\(from)–"
            case (nil, let to?): "–\(to)"
            }
        }
        let grades = span(gradeFrom, gradeTo)
        let place = [stage?.rawValue, grades].compactMap(\.self).joined(separator: " ")
        let parts = [
            sex?.rawValue, place.isEmpty ? nil : place, span(ageFromMonths, ageToMonths).map { "\($0) months" },
        ]
        let words = parts.compactMap(\.self)
        return words.isEmpty ? "all" : words.joined(separator: ", ")
    }
}

extension NormTables.Table {
    /// The one cell that somebody is in: cells do not overlap.
    func cell(of context: SheetContext) -> (place: Int, cell: NormTables.Cell)? {
        cells.enumerated().first { $0.element.holds(context) }.map { ($0.offset, $0.element) }
    }

    /// Groups that nobody has thought of though their neighbours are there, in words.
    var gaps: [String] { gradeGaps + ageGaps }

    private var sexes: [SheetContext.Sex?] {
        let named = Set(cells.compactMap(\.sex))
        return named.isEmpty ? [nil] : SheetContext.Sex.allCases
    }

    private var gradeGaps: [String] {
        sexes.flatMap { sex -> [String] in
            guard cells.contains(where: { sex == nil || $0.sex == nil || $0.sex == sex }) else {
                return [sex?.rawValue ?? "all"]
            }
            return SheetContext.Stage.allCases.flatMap { stage -> [String] in
                let ofStage = cells.filter { $0.stage == stage && $0.gradeFrom != nil && $0.gradeTo != nil }
                guard let first = ofStage.compactMap(\.gradeFrom).min(), let last = ofStage.compactMap(\.gradeTo).max(),
                    first <= last, last - first < 16
                else { return [] }
                return (first...last).filter { grade in
                    !cells.contains { cell in
                        (cell.stage == nil || cell.stage == stage) && (cell.sex == nil || sex == nil || cell.sex == sex)
                            && grade >= cell.gradeFrom ?? .min && grade <= cell.gradeTo ?? .max
                    }
                }.map { "\(sex.map { "\($0.rawValue), " } ?? "")\(stage.rawValue) \($0)" }
            }
        }
    }

    private var ageGaps: [String] {
        sexes.flatMap { sex -> [String] in
            let spans = cells.filter { $0.sex == nil || sex == nil || $0.sex == sex }
                .compactMap { cell in cell.ageFromMonths.map { ($0, cell.ageToMonths ?? .max) } }.sorted { $0.0 < $1.0 }
            var covered: Int?
            var gaps: [String] = []
            for (from, to) in spans {
                if let covered, covered != .max, from > covered + 1 {
                    gaps.append("\(sex.map { "\($0.rawValue), " } ?? "")\(covered + 1)–\(from - 1) months")
                }
                covered = max(covered ?? to, to)
            }
            return gaps
        }
    }
}
