internal import Domain
internal import Store

/// The grades, departments, classes and dorms of one school by name, with those that a roster names and the school has
/// not yet.
///
/// A value that knows no database: reading a file for the first time makes units here and throws them away; enrolling
/// stores what `takeMade` gives.
struct RosterPlaces {
    private struct Key: Hashable {
        let parent: Identifier
        let kind: UnitKind
        let name: String
    }

    private let school: UnitRecord
    private let stage: SchoolStage?
    private let random: any RandomSource
    private let moment: Timestamp
    private var open: [Key: UnitRecord] = [:]
    private var grades: [Int: UnitRecord] = [:]
    private var made: [UnitRecord] = []

    /// - Parameter units: the school and all below it, closed ones too, which are passed over.
    init(of school: UnitRecord, units: [UnitRecord], random: any RandomSource, at moment: Timestamp) {
        self.school = school
        self.random = random
        self.moment = moment
        stage = school.stage.map { SchoolStage($0) }
        for unit in units where unit.closedAt == nil { add(unit) }
    }

    /// Units that were made since this was asked last, parents before children.
    mutating func takeMade() -> [UnitRecord] {
        defer { made = [] }
        return made
    }

    private mutating func add(_ unit: UnitRecord) {
        let kind = UnitKind(unit.kind)
        if let parent = unit.parent { open[Key(parent: parent, kind: kind, name: unit.name)] = unit }
        if kind == .grade, let grade = unit.grade, grades[grade] == nil { grades[grade] = unit }
    }
}
