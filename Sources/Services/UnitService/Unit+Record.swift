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
    func mayStand(under parent: UnitKind?) -> Bool { parent.map(parents.contains) ?? mayBeRoot }
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

    /// Whether its classes stand in departments (T15); the others have grades.
    var hasDepartments: Bool { self == .university || self == .higherVocational }
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
