public import Domain
internal import Foundation

/// Role × permission, with ceilings: `config/rules/policy.json`, checked when it is read.
public struct Policy: Sendable {
    /// What is wrong with the file; each says what to do.
    public struct Finding: Error, Sendable, Hashable, CustomStringConvertible {
        public let description: String
    }

    public struct Rule: Sendable, Hashable {
        public let ceiling: Sensitivity
        public let scopes: Set<ScopeKind>
        /// Whether a grant of it needs a second person.
        public let needsApproval: Bool
        public let permissions: Set<Permission>
    }

    /// In which kinds of place a role is granted.
    public enum ScopeKind: String, Sendable, Codable, CaseIterable {
        case installation
        case unit
        case student
        case panel
        case institution
    }

    private let rules: [Role: Rule]
    private let neverTogether: [Set<Role>]

    /// Reads the file's text.
    public init(json: [UInt8]) throws(Finding) {
        let file: PolicyFile
        do {
            file = try JSONDecoder().decode(PolicyFile.self, from: Data(json))
        } catch {
            throw Finding(description: "the policy is not JSON of the form that config/rules/policy.json shows")
        }
        var rules: [Role: Rule] = [:]
        for (name, entry) in file.roles {
            guard let role = Role(rawValue: name) else { throw Finding(description: "there is no role \(name)") }
            guard let ceiling = Sensitivity(name: entry.ceiling) else {
                throw Finding(description: "\(name): ceiling must be public, roster, status, clinical or raw")
            }
            var permissions: Set<Permission> = []
            for text in entry.permissions {
                guard let permission = Permission(rawValue: text) else {
                    throw Finding(description: "\(name): there is no permission \(text)")
                }
                permissions.insert(permission)
            }
            rules[role] = Rule(
                ceiling: ceiling, scopes: Set(entry.scopes), needsApproval: entry.needsApproval,
                permissions: permissions)
        }
        if let missing = Role.allCases.first(where: { rules[$0] == nil }) {
            throw Finding(description: "the policy says nothing about \(missing.rawValue)")
        }
        var neverTogether: [Set<Role>] = []
        for pair in file.neverTogether {
            let roles = Set(pair.compactMap { Role(rawValue: $0) })
            guard roles.count == 2, pair.count == 2 else {
                throw Finding(description: "neverTogether: \(pair.joined(separator: " + ")) is not two roles")
            }
            neverTogether.append(roles)
        }
        self.rules = rules
        self.neverTogether = neverTogether
        if let finding = findings.first { throw finding }
    }

    /// What contradicts the rules that no configuration may change.
    private var findings: [Finding] {
        var findings: [Finding] = []
        let held = rules.values.reduce(into: Set<Permission>()) { $0.formUnion($1.permissions) }
        for permission in Permission.allCases where permission != .anyone && permission != .signedIn {
            if !held.contains(permission) {
                findings.append(Finding(description: "nobody holds \(permission.rawValue)"))
            }
        }
        for (role, rule) in rules {
            let readsPersonalData = !rule.permissions.isDisjoint(with: Self.readsPersonalData)
            if role == .securityOfficer, readsPersonalData || rule.ceiling > .public {
                findings.append(Finding(description: "security_officer must not read personal data"))
            }
            if readsPersonalData, role != .securityOfficer, !forbids(role, with: .securityOfficer) {
                findings.append(
                    Finding(description: "neverTogether must forbid security_officer with \(role.rawValue)"))
            }
            if rule.ceiling >= .clinical, !rule.needsApproval {
                findings.append(
                    Finding(description: "\(role.rawValue) reads clinical data: needsApproval must be true"))
            }
        }
        return findings.sorted { $0.description < $1.description }
    }

    private static let readsPersonalData: Set<Permission> = [
        .rosterRead, .coverageRead, .sheetRead, .resultRead, .warningRead, .careRead, .planRead, .archiveRead,
        .consultationRead, .consultationAdvise, .referralRead, .referralAnswer,
        .appointmentRead, .appointmentHandle, .counsellingNotesRead,
        .menteeRead, .mentorContactRead, .mentoringRead, .growthBuddyManage,
        .crisisRead, .crisisHandle, .crisisLead, .caseReportWrite, .traumaHandle, .specialReview,
        .signalRead, .externalReport, .dayReportRead, .warningRulesTry,
        .transferRead, .transferPrepare, .archiveCopy,
    ]

    public func holds(_ role: Role, _ permission: Permission) -> Bool {
        rules[role]?.permissions.contains(permission) ?? false
    }

    public func permissions(of role: Role) -> Set<Permission> { rules[role]?.permissions ?? [] }

    public func ceiling(of role: Role) -> Sensitivity { rules[role]?.ceiling ?? .public }

    public func needsApproval(_ role: Role) -> Bool { rules[role]?.needsApproval ?? true }

    public func forbids(_ role: Role, with other: Role) -> Bool { neverTogether.contains([role, other]) }

    func permits(_ role: Role, in scope: GrantScope) -> Bool {
        let kind: ScopeKind =
            switch scope {
            case .installation: .installation
            case .unit: .unit
            case .student: .student
            case .panel: .panel
            case .institution: .institution
            }
        return rules[role]?.scopes.contains(kind) ?? false
    }
}

private struct PolicyFile: Decodable {
    struct Entry: Decodable {
        let ceiling: String
        let scopes: [Policy.ScopeKind]
        let needsApproval: Bool
        let permissions: [String]
    }

    let roles: [String: Entry]
    let neverTogether: [[String]]
}

extension Sensitivity {
    fileprivate init?(name: String) {
        guard let found = Sensitivity.allCases.first(where: { "\($0)" == name }) else { return nil }
        self = found
    }
}
