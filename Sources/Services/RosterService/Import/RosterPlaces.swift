internal import Domain
internal import Store

/// The grades, departments, classes and dorms of one school by name, with those that a roster names and the school has
/// not yet.
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
        case gradeUnknown
        case classNotOne
        case dormNotOne

        var column: RosterColumn {
            switch self {
            case .gradeUnknown: .grade
            case .classNotOne: .class
            case .dormNotOne: .dorm
            }
        }

        var reason: String {
            switch self {
            case .gradeUnknown:
                "is no grade of this school's stage, and no unit of the school; write it as 七年级, or make the unit first"
            case .classNotOne: "several classes of this grade have this name; rename all but one"
            case .dormNotOne: "several dorms have this name; rename all but one"
            }
        }
    }

    private struct ClassName: Hashable {
        let grade: Int
        let name: String
    }

    private let school: UnitRecord
    private let stage: SchoolStage
    private let random: any RandomSource
    private let moment: Timestamp
    /// Grades and departments.
    private var groups: [String: UnitRecord] = [:]
    private var grades: [Int: UnitRecord] = [:]
    private var classesOfGroup: [Identifier: [String: Identifier]] = [:]
    private var classesOfGrade: [ClassName: [Identifier]] = [:]
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
        // Nothing is made for a line that has a fault elsewhere.
        if let name = entry.dormName, dorms[name, default: []].count > 1 { throw .dormNotOne }
        let schoolClass = try schoolClass(entry.className, of: entry.gradeName)
        return Place(schoolClass: schoolClass, dorm: entry.dormName.map { dorm($0) })
    }

    /// Units that were made since this was asked last, parents before children.
    mutating func takeMade() -> [UnitRecord] {
        defer { made = [] }
        return made
    }

    /// The class in the grade or department of this name; in the grade that the name means, however the school calls
    /// it; or in a department, where classes may have a year of study.
    private mutating func schoolClass(_ name: String, of groupName: String) throws(Fault) -> Identifier {
        let number = GradeName.grade(in: groupName, stage: stage)
        let group = groups[groupName] ?? number.flatMap { grades[$0] }
        if let group, let known = classesOfGroup[group.id]?[name] { return known }
        if let number {
            let known = classesOfGrade[ClassName(grade: number, name: name), default: []]
            guard known.count <= 1 else { throw .classNotOne }
            if let only = known.first { return only }
        }
        let parent: UnitRecord
        if let group {
            parent = group
        } else if let number {
            parent = make(.grade, groupName, under: school.id, grade: number)
        } else {
            throw .gradeUnknown
        }
        classesMade += 1
        return make(.schoolClass, name, under: parent.id, grade: parent.grade).id
    }

    private mutating func dorm(_ name: String) -> Identifier {
        dorms[name]?.first ?? make(.dorm, name, under: school.id, grade: nil).id
    }

    private mutating func make(
        _ kind: UnitRecord.Kind, _ name: String, under parent: Identifier, grade: Int?
    ) -> UnitRecord {
        let unit = UnitRecord(
            school: school.id, id: Identifier(randomFrom: random), parent: parent, kind: kind, stage: school.stage,
            grade: grade, name: name, createdAt: moment)
        add(unit)
        made.append(unit)
        return unit
    }

    private mutating func add(_ unit: UnitRecord) {
        switch unit.kind {
        case .grade, .department:
            if groups[unit.name] == nil { groups[unit.name] = unit }
            // Of two units for one grade the older takes new classes.
            if let grade = unit.grade, grades[grade] == nil { grades[grade] = unit }
        case .schoolClass:
            if let parent = unit.parent { classesOfGroup[parent, default: [:]][unit.name] = unit.id }
            if let grade = unit.grade {
                classesOfGrade[ClassName(grade: grade, name: unit.name), default: []].append(unit.id)
            }
        case .dorm: dorms[unit.name, default: []].append(unit.id)
        case .province, .city, .county, .school: break
        }
    }
}
