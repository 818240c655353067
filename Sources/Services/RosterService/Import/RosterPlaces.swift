internal import Domain
internal import Store

/// The grades, classes and dorms of one school by name, with those that a roster names and the school has not yet.
///
/// A value that knows no database: the first reading of a file makes units here and throws them away; enrolling stores
/// what `takeMade` gives.
struct RosterPlaces {
    /// Where a line puts its student.
    struct Place {
        let schoolClass: Identifier
        /// Nothing where the line names none.
        let dorm: Identifier?
    }

    /// Why a line has no place.
    enum Fault: Error {
        case classNotOne
        case dormNotOne

        var column: RosterColumn {
            switch self {
            case .classNotOne: .class
            case .dormNotOne: .dorm
            }
        }

        var reason: String {
            switch self {
            case .classNotOne: "several classes of this grade have this name; rename all but one"
            case .dormNotOne: "several dorms have this name; rename all but one"
            }
        }
    }

    private struct ClassName: Hashable {
        /// As units have it; nothing for a class whose year of study is not known.
        let grade: Int?
        let name: String
    }

    private let school: UnitRecord
    private let stage: SchoolStage
    private let random: any RandomSource
    private let moment: Timestamp
    private var grades: [Int: Identifier] = [:]
    private var classes: [ClassName: [Identifier]] = [:]
    private var dorms: [String: [Identifier]] = [:]
    private var made: [UnitRecord] = []
    private(set) var classesMade = 0

    /// - Parameter units: the school and all below it; closed ones are passed over.
    init(
        of school: UnitRecord, stage: SchoolStage, units: [UnitRecord], random: any RandomSource, at moment: Timestamp
    ) {
        self.school = school
        self.stage = stage
        self.random = random
        self.moment = moment
        for unit in units where unit.closedAt == nil { add(unit) }
    }

    /// The place that a line names, which is made if it is not there.
    mutating func place(of entry: RosterEntry) throws(Fault) -> Place {
        let grade = stage.grades.lowerBound + entry.grade.year - 1
        // Looked at before the class is made: nothing is made for a line that has no place.
        if let name = entry.dormName, dorms[name, default: []].count > 1 { throw .dormNotOne }
        let schoolClass = try schoolClass(entry.className, in: entry.gradeName, numbered: grade)
        return Place(schoolClass: schoolClass, dorm: entry.dormName.map { dorm($0) })
    }

    /// Units that were made since this was asked last, parents before children.
    mutating func takeMade() -> [UnitRecord] {
        defer { made = [] }
        return made
    }

    private mutating func schoolClass(
        _ name: String, in gradeName: String, numbered number: Int
    ) throws(Fault) -> Identifier {
        let known =
            classes[ClassName(grade: number, name: name), default: []]
            + classes[ClassName(grade: nil, name: name), default: []]
        if let first = known.first {
            guard known.count == 1 else { throw .classNotOne }
            return first
        }
        let parent = grades[number] ?? make(.grade, gradeName, under: school.id, grade: number)
        classesMade += 1
        return make(.schoolClass, name, under: parent, grade: number)
    }

    private mutating func dorm(_ name: String) -> Identifier {
        dorms[name]?.first ?? make(.dorm, name, under: school.id, grade: nil)
    }

    private mutating func make(
        _ kind: UnitRecord.Kind, _ name: String, under parent: Identifier, grade: Int?
    ) -> Identifier {
        let unit = UnitRecord(
            school: school.id, id: Identifier(randomFrom: random), parent: parent, kind: kind, stage: school.stage,
            grade: grade, name: name, createdAt: moment)
        add(unit)
        made.append(unit)
        return unit.id
    }

    private mutating func add(_ unit: UnitRecord) {
        switch unit.kind {
        case .grade:
            // Of two units for one grade the older takes new classes.
            if let grade = unit.grade, grades[grade] == nil { grades[grade] = unit.id }
        case .schoolClass: classes[ClassName(grade: unit.grade, name: unit.name), default: []].append(unit.id)
        case .dorm: dorms[unit.name, default: []].append(unit.id)
        case .province, .city, .county, .school, .department: break
        }
    }
}
