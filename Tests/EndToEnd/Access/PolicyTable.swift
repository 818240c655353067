import Foundation
import TestInstallation
import XinyuAPI

/// `config/rules/policy.json` as a table, read by these few lines alone: what the matrix expects must not come from the
/// code that it tests.
struct PolicyTable: Decodable {
    struct Role: Decodable {
        let ceiling: String
        let scopes: [String]
        let needsApproval: Bool
        let permissions: [String]
    }

    let roles: [String: Role]

    static func shipped() throws -> PolicyTable {
        let path = BuiltPrograms.repository + "/config/rules/policy.json"
        return try JSONDecoder().decode(PolicyTable.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// What must come of a call.
    enum Expected {
        case allowed
        /// The permission is nowhere.
        case permissionDenied
        /// The permission is there, the place is another: nothing is told that one could learn from.
        case notFound
    }

    func expected(_ role: String, grantedIn grant: String, _ method: MethodDescriptor, isHome: Bool) -> Expected {
        switch method.permission {
        case .anyone, .signedIn: return .allowed
        default: break
        }
        guard roles[role]?.permissions.contains(method.permission.rawValue) == true else { return .permissionDenied }
        return Self.reaches(grant, method.scope, isHome: isHome) ? .allowed : .notFound
    }

    /// Whether a grant in a place of that kind reaches what a method is about.
    private static func reaches(_ grant: String, _ scope: ScopeKind, isHome: Bool) -> Bool {
        switch (grant, scope) {
        case (_, .caller), ("installation", _): true
        case (_, .installation): false
        case ("unit", _): isHome
        // One student, and what belongs to that student.
        case ("student", .student), ("student", .sheet), ("student", .warning), ("student", .careEntry),
            ("student", .plan), ("student", .signal),
            ("student", .crisisCase), ("student", .traumaReport), ("student", .specialReview),
            ("student", .appointment), ("student", .mentorship), ("student", .growthBuddy),
            ("student", .archiveRecord), ("student", .attachment):
            isHome
        // The open consultations that the expert is assigned to; the hospital, and what is addressed to it.
        case ("panel", .consultation), ("institution", .institution), ("institution", .referral): isHome
        default: false
        }
    }
}
