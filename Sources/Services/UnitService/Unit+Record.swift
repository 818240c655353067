internal import Domain
internal import Store

extension UnitKind {
    init(_ kind: UnitRecord.Kind) {
        self =
            switch kind {
            case .province: .province
            case .city: .city
            case .county: .county
            case .school: .school
            case .grade: .grade
            case .department: .department
            case .schoolClass: .class
            case .dorm: .dorm
            }
    }

    /// Whether it may stand directly below a unit of that kind, or at the top.
    func mayStand(under parent: UnitKind?) -> Bool { parent.map(parents.contains) ?? canBeRoot }
}

extension UnitRecord.Kind {
    init(_ kind: UnitKind) {
        self =
            switch kind {
            case .province: .province
            case .city: .city
            case .county: .county
            case .school: .school
            case .grade: .grade
            case .department: .department
            case .class: .schoolClass
            case .dorm: .dorm
            }
    }
}

extension SchoolStage {
    init(_ stage: UnitRecord.Stage) {
        self =
            switch stage {
            case .primary: .primary
            case .junior: .junior
            case .senior: .senior
            case .vocational: .vocational
            case .higherVocational: .higherVocational
            case .university: .university
            }
    }

    /// The numbers that units have for the grades of this stage: counted from the first year of primary school, in
    /// higher education the years of study.
    var gradeNumbers: ClosedRange<Int> {
        guard !isHigherEducation, let first = Grade(stage: self, year: years.lowerBound)?.number else { return years }
        return first...first + years.count - 1
    }
}

extension UnitRecord.Stage {
    init(_ stage: SchoolStage) {
        self =
            switch stage {
            case .primary: .primary
            case .junior: .junior
            case .senior: .senior
            case .vocational: .vocational
            case .higherVocational: .higherVocational
            case .university: .university
            }
    }
}
