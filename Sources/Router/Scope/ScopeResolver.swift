internal import Access
internal import AuditLog
internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

/// What a call is about, in its place: what access is decided by, and what its record names.
struct Scope: Sendable {
    /// Nothing when there is no such thing.
    let target: Target?
    let subject: AuditRecord.Subject
}

/// Finds the place of what a call is about. One small query at most.
struct ScopeResolver {
    let identity: Identity
    let units: UnitTree
    let transaction: ReadTransaction

    /// - Throws: `INVALID_ARGUMENT` when `identifier` does not read as one.
    func scope(_ kind: ScopeKind, _ identifier: String) throws -> Scope {
        switch kind {
        case .installation: return Scope(target: .installation, subject: .none)
        case .caller: return caller()
        case .unit where identifier.isEmpty: return Scope(target: .installation, subject: .none)
        default: return try scope(kind, Self.identifier(identifier, of: kind))
        }
    }

    private func caller() -> Scope {
        guard let student = identity.studentID else {
            return Scope(target: .caller, subject: AuditRecord.Subject(kind: "account", id: identity.accountID))
        }
        return Scope(target: .caller, subject: AuditRecord.Subject(kind: "student", id: student))
    }

    private func scope(_ kind: ScopeKind, _ id: Identifier) throws -> Scope {
        switch kind {
        case .student: about(try transaction.studentPlace(id), kind, id)
        case .sheet: about(try transaction.studentPlace(ofSheet: id), kind, id)
        case .warning: about(try transaction.studentPlace(ofWarning: id), kind, id)
        case .careEntry: about(try transaction.studentPlace(ofCareEntry: id), kind, id)
        case .plan: about(try transaction.studentPlace(ofPlan: id), kind, id)
        case .consultation: about(try transaction.place(ofConsultation: id), kind, id)
        case .referral: about(try transaction.place(ofReferral: id), kind, id)
        case .institution: about(try transaction.place(ofInstitution: id), kind, id)
        case .appointment: about(try transaction.studentPlace(ofAppointment: id), kind, id)
        case .mentorship: about(try transaction.studentPlace(ofMentorship: id), kind, id)
        case .growthBuddy: about(try transaction.studentPlace(ofGrowthBuddy: id), kind, id)
        case .counsellingRoom: about(unit: try transaction.school(ofCounsellingRoom: id), kind, id)
        case .duty: about(unit: try transaction.school(ofDuty: id), kind, id)
        case .crisisCase: about(try transaction.studentPlace(ofCrisisCase: id), kind, id)
        case .traumaReport: about(try transaction.studentPlace(ofTraumaReport: id), kind, id)
        case .specialReview: about(try transaction.studentPlace(ofSpecialReview: id), kind, id)
        case .specialPeriod: about(unit: try transaction.unit(ofSpecialPeriod: id), kind, id)
        case .campaign: about(unit: try transaction.school(ofCampaign: id), kind, id)
        case .rosterImport: about(unit: try transaction.unit(ofRosterImport: id), kind, id)
        case .archiveRecord: about(try transaction.studentPlace(ofArchiveRecord: id), kind, id)
        case .attachment: about(try transaction.studentPlace(ofAttachment: id), kind, id)
        case .signal: about(try transaction.studentPlace(ofSignal: id), kind, id)
        case .externalReport: about(unit: try transaction.school(ofExternalReport: id), kind, id)
        case .networkDuty: about(unit: try transaction.networkDuty(id)?.unit, kind, id)
        case .account: about(try transaction.accountPlace(id), kind, id)
        case .grant: about(try transaction.accountPlace(ofGrant: id), kind, id)
        case .unit, .installation, .caller: about(unit: id, kind, id)
        }
    }

    /// What belongs to a student is recorded under the student: that is how one learns who read a record.
    private func about(_ place: StudentPlace?, _ kind: ScopeKind, _ id: Identifier) -> Scope {
        guard let place else { return Scope(target: nil, subject: Self.subject(kind, id)) }
        return Scope(
            target: .student(Target.StudentTarget(place)), subject: Self.subject(.student, place.studentID))
    }

    /// An account is where its person works; a grant, where the account is.
    private func about(_ place: AccountPlace?, _ kind: ScopeKind, _ id: Identifier) -> Scope {
        guard let place else { return Scope(target: nil, subject: Self.subject(kind, id)) }
        return Scope(
            target: .account(place.accountID, unitID: place.unitID), subject: Self.subject(.account, place.accountID))
    }

    private func about(unit: Identifier?, _ kind: ScopeKind, _ id: Identifier) -> Scope {
        let known = unit.flatMap { units[$0] == nil ? nil : $0 }
        return Scope(target: known.map { .unit($0) }, subject: Self.subject(kind, id))
    }

    static func subject(_ kind: ScopeKind, _ id: Identifier) -> AuditRecord.Subject {
        AuditRecord.Subject(kind: kind.rawValue, id: id)
    }

    private static func identifier(_ text: String, of kind: ScopeKind) throws -> Identifier {
        guard let identifier = Identifier(text) else {
            throw RPCError(
                .status(.invalidArgument),
                "the identifier of the \(kind.rawValue) must be 32 lowercase hexadecimal digits")
        }
        return identifier
    }
}

extension Question {
    /// As far as the request alone tells: for a call that is refused before its place is known.
    var subject: AuditRecord.Subject {
        guard let identifier = Identifier(scopeIdentifier) else { return .none }
        return ScopeResolver.subject(admission.method.scope, identifier)
    }
}
