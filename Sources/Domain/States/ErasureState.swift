/// The erasure of a student's data (个人信息保护法 47): asked for by one person, confirmed by another, then carried out,
/// after a kill too.
public enum ErasureState: String, StateMachine {
    case requested
    /// Two people have said so, or a rule: the keys are about to be destroyed, and nothing takes it back.
    case confirmed
    /// The keys are destroyed, and the log of the database is empty.
    case done
    case refused
    /// Taken back by who asked.
    case withdrawn

    public enum Move: String, CaseIterable, Sendable {
        case confirm
        case carryOut = "carry out"
        case refuse
        case withdraw
    }

    public func target(of move: Move) -> ErasureState? {
        switch (self, move) {
        case (.requested, .confirm): .confirmed
        case (.requested, .refuse): .refused
        case (.requested, .withdraw): .withdrawn
        case (.confirmed, .carryOut): .done
        default: nil
        }
    }

    public var isOpen: Bool { self == .requested || self == .confirmed }
}

/// On what ground data is erased.
public enum ErasureGround: String, Sendable, CaseIterable {
    /// What it was kept for is reached, or cannot be (个人信息保护法 47 I 1).
    case purposeReached = "purpose_reached"
    /// Consent was withdrawn (47 I 3).
    case consentWithdrawn = "consent_withdrawn"
    /// It should never have been kept (47 I 4).
    case unlawful
    /// Asked for by a guardian or a minor (未成年人保护法 72, 未成年人网络保护条例 34).
    case guardianRequest = "guardian_request"
    /// The time that the rules of retention name is over (47 I 2).
    case retention
    /// The copy that stayed after a transfer has expired.
    case transferredCopy = "transferred_copy"

    /// What people may name; the others are the rules' own.
    public var isAskedFor: Bool { self != .retention && self != .transferredCopy }
}
