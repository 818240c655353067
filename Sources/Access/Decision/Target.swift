public import Domain

/// What a call is about, in its place.
public enum Target: Sendable, Hashable {
    /// The whole installation: only grants over it reach it.
    case installation
    /// The caller's own account or student.
    case caller
    case unit(Identifier)
    case student(StudentTarget)
    /// An account, whose home is a unit; nothing for an account of the installation itself.
    case account(Identifier, unitID: Identifier?)

    /// Where a student stands; the dorm cuts across classes.
    public struct StudentTarget: Sendable, Hashable {
        public let id: Identifier
        public let schoolID: Identifier
        public let classID: Identifier?
        public let dormID: Identifier?

        public init(id: Identifier, schoolID: Identifier, classID: Identifier?, dormID: Identifier?) {
            self.id = id
            self.schoolID = schoolID
            self.classID = classID
            self.dormID = dormID
        }
    }
}
