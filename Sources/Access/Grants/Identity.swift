public import Domain

/// Who is calling, and what was granted to them.
public struct Identity: Sendable, Hashable {
    /// Whose the account is by its password.
    public enum Standing: Sendable, Hashable {
        case own
        /// The password is one that somebody else has set, and so knows: nothing is open but to change it.
        case firstPassword
    }

    /// A caller without a session.
    public static let nobody = Identity(accountID: .installation, studentID: nil, grants: [])

    public let accountID: Identifier
    /// The student whom the account belongs to, when it is a student's.
    public let studentID: Identifier?
    public let grants: [Grant]
    public let standing: Standing

    public init(
        accountID: Identifier, studentID: Identifier?, grants: [Grant], standing: Standing = .own
    ) {
        self.accountID = accountID
        self.studentID = studentID
        self.grants = grants
        self.standing = standing
    }
}
