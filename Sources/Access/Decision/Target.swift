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
    case consultation(ConsultationTarget)
    case referral(ReferralTarget)
    /// An institution, and whose schools refer to it; nothing for one that is there for all.
    case institution(Identifier, unitID: Identifier?)

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

    /// A consultation about a student, and which experts are on it.
    public struct ConsultationTarget: Sendable, Hashable {
        public let student: StudentTarget
        /// Accounts of the experts who are assigned and have declared no conflict.
        public let expertIDs: Set<Identifier>
        /// Experts see it until just before here; nothing when it is not open to them.
        public let openUntil: Timestamp?

        public init(student: StudentTarget, expertIDs: Set<Identifier>, openUntil: Timestamp?) {
            self.student = student
            self.expertIDs = expertIDs
            self.openUntil = openUntil
        }
    }

    /// A referral of a student to an institution.
    public struct ReferralTarget: Sendable, Hashable {
        public let student: StudentTarget
        public let institutionID: Identifier
        /// Whether the institution sees it now: it was sent, has not ended, and consent or a legal ground stands.
        public let isDisclosed: Bool

        public init(student: StudentTarget, institutionID: Identifier, isDisclosed: Bool) {
            self.student = student
            self.institutionID = institutionID
            self.isDisclosed = isDisclosed
        }
    }
}

extension Target {
    /// The student whom it is about, if it is about one.
    public var student: StudentTarget? {
        switch self {
        case .student(let student): student
        case .consultation(let consultation): consultation.student
        case .referral(let referral): referral.student
        case .installation, .caller, .unit, .account, .institution: nil
        }
    }
}
