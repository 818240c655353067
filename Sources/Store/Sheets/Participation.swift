public import Domain

/// One student's part in a campaign.
public struct Participation: Sendable, Equatable {
    public let student: Identifier
    /// The class at the time of the invitation.
    public let schoolClass: Identifier?
    /// One for each sheet.
    public var states: [SheetState]

    public init(student: Identifier, schoolClass: Identifier?, states: [SheetState]) {
        self.student = student
        self.schoolClass = schoolClass
        self.states = states
    }
}
