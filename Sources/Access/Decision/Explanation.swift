public import Domain

/// What each grant of an account does for a student's record, and what is missing: the answer of `WhyAllowed`.
public struct AccessExplanation: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        public let grant: Grant
        public let isInForce: Bool
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
    public func explain(
        _ identity: Identity, on student: Target.StudentTarget, in units: UnitTree, at now: Timestamp
    ) -> AccessExplanation {
        AccessExplanation(
            lines: identity.grants.map { grant in
                let isInForce = grant.isInForce(at: now)
                let covers = covers(grant, .student(student), identity, units)
                let opens = policy.permissions(of: grant.role).intersection(Self.opensRecord)
                let text =
                    if !isInForce {
                        "the grant is not in force now"
                    } else if !covers {
                        "the student is outside of the grant's place"
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
    ]
}
