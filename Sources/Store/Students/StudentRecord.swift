public import Domain

/// A student, as stored. The identity is opened only by who asks for it.
public struct StudentRecord: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case enrolled, suspended, left, transferred, erased
    }

    /// Blind indexes of the identity, by which students are found; the vault makes them.
    public struct Indexes: Sendable, Equatable {
        public var number: [UInt8]?
        public var nationalID: [UInt8]?
        public var name: [UInt8]?

        public init(number: [UInt8]? = nil, nationalID: [UInt8]? = nil, name: [UInt8]? = nil) {
            self.number = number
            self.nationalID = nationalID
            self.name = name
        }
    }

    public let school: Identifier
    public let id: Identifier
    public var schoolClass: Identifier?
    public var dorm: Identifier?
    public var state: State
    public let enrolledAt: Timestamp
    public var leftAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, schoolClass: Identifier?, dorm: Identifier? = nil,
        state: State = .enrolled, enrolledAt: Timestamp, leftAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.schoolClass = schoolClass
        self.dorm = dorm
        self.state = state
        self.enrolledAt = enrolledAt
        self.leftAt = leftAt
    }
}

/// A student together with who it is.
public struct IdentifiedStudent: Sendable, Equatable {
    public var record: StudentRecord
    public var identity: StudentIdentity

    public init(_ record: StudentRecord, _ identity: StudentIdentity) {
        self.record = record
        self.identity = identity
    }
}
