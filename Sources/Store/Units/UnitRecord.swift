public import Domain

/// A unit of the organisation, as stored: one node of the tree.
public struct UnitRecord: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case province, city, county, school, grade, department, dorm
        case schoolClass = "class"
    }

    public enum Stage: String, Sendable, CaseIterable {
        case primary, junior, senior, vocational, university
        case higherVocational = "higher_vocational"
    }

    /// The school that the unit is in, its own id for a school, zero above schools.
    public let school: Identifier
    public let id: Identifier
    public let parent: Identifier?
    public let kind: Kind
    public let stage: Stage?
    /// Counted through all stages for a school's grades and their classes, years of study for a university's classes.
    public let grade: Int?
    public var name: String
    public let createdAt: Timestamp
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, parent: Identifier?, kind: Kind, stage: Stage?, grade: Int? = nil,
        name: String, createdAt: Timestamp, closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.parent = parent
        self.kind = kind
        self.stage = stage
        self.grade = grade
        self.name = name
        self.createdAt = createdAt
        self.closedAt = closedAt
    }
}
