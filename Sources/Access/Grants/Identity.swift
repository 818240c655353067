public import Domain

/// Who is calling, and what was granted to them.
public struct Identity: Sendable, Hashable {
    /// A caller without a session.
    public static let nobody = Identity(accountID: .installation, studentID: nil, grants: [])

    public let accountID: Identifier
    /// The student whom the account belongs to, when it is a student's.
    public let studentID: Identifier?
    public let grants: [Grant]

    public init(accountID: Identifier, studentID: Identifier?, grants: [Grant]) {
        self.accountID = accountID
        self.studentID = studentID
        self.grants = grants
    }
}
