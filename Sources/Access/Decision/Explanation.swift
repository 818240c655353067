public import Domain

/// What each grant of an account does for a student's record, and what is missing: the answer of `WhyAllowed`.
public struct AccessExplanation: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        public let grant: Grant
        public let isInForce: Bool
        /// The student, or something about the student that the grant reaches by itself.
        public let coversStudent: Bool
        /// Up to where the grant reads; nothing when it does not open the record.
        public let ceiling: Sensitivity?
        public let text: String
    }

    public let lines: [Line]

    public var isAllowed: Bool { lines.contains { $0.ceiling != nil } }
}

extension AccessDecider {
    /// Explains, grant by grant, what opens the student's record to the identity.
    ///
    /// - Parameter affairs: the student's consultations and referrals. Experts and hospital liaisons reach a record
    ///   through them alone.
    public func explain(
        _ identity: Identity, on student: Target.StudentTarget, affairs: [Target] = [], in units: UnitTree,
        at now: Timestamp
    ) -> AccessExplanation {
        AccessExplanation(
            lines: identity.grants.map { grant in
                let isInForce = grant.isInForce(at: now)
                let covers = ([.student(student)] + affairs).contains { grant.covers($0, in: units, at: now) }
                let opens = policy.permissions(of: grant.role).intersection(Self.opensRecord)
                let text =
                    if !isInForce {
                        "the grant is not in force now"
                    } else if !covers {
                        grant.scope.whyOutside
                    } else if opens.isEmpty {
                        "\(grant.role.rawValue) reads no student's record"
                    } else {
                        "opens up to \(policy.ceiling(of: grant.role)): "
                            + opens.map(\.rawValue).sorted().joined(separator: ", ")
                    }
                let isOpen = isInForce && covers && !opens.isEmpty
                return AccessExplanation.Line(
                    grant: grant, isInForce: isInForce, coversStudent: covers,
                    ceiling: isOpen ? policy.ceiling(of: grant.role) : nil, text: text)
            })
    }

    private static let opensRecord: Set<Permission> = [
        .rosterRead, .sheetRead, .resultRead, .warningRead, .careRead, .planRead, .archiveRead,
        .consultationRead, .consultationAdvise, .referralRead, .referralAnswer,
    ]
}

extension GrantScope {
    /// Why nothing of a student is in the scope.
    fileprivate var whyOutside: String {
        switch self {
        case .installation, .unit, .student: "the student is outside of the grant's place"
        case .panel: "no consultation about the student is open to this expert"
        case .institution: "no referral of the student is shown to this institution"
        }
    }
}
