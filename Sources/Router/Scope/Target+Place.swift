public import Access
internal import AuditLog
internal import Domain
public import Store
internal import XinyuAPI

extension Target.StudentTarget {
    public init(_ place: StudentPlace) {
        self.init(id: place.studentID, schoolID: place.schoolID, classID: place.classID, dormID: place.dormID)
    }
}

extension Target.ConsultationTarget {
    public init(_ place: ConsultationPlace) {
        self.init(
            student: Target.StudentTarget(place.student), expertIDs: place.experts,
            openUntil: place.state.isOpenToExperts ? place.concludeBy : nil)
    }
}

extension Target.ReferralTarget {
    public init(_ place: ReferralPlace) {
        self.init(
            student: Target.StudentTarget(place.student), institutionID: place.institution,
            isDisclosed: place.state.isWithInstitution && place.hasDisclosure)
    }
}

/// Consultations and referrals belong to a student, and are recorded under it.
extension ScopeResolver {
    func about(_ place: ConsultationPlace?, _ kind: ScopeKind, _ id: Identifier) -> Scope {
        guard let place else { return Scope(target: nil, subject: Self.subject(kind, id)) }
        return Scope(
            target: .consultation(Target.ConsultationTarget(place)),
            subject: Self.subject(.student, place.student.studentID))
    }

    func about(_ place: ReferralPlace?, _ kind: ScopeKind, _ id: Identifier) -> Scope {
        guard let place else { return Scope(target: nil, subject: Self.subject(kind, id)) }
        return Scope(
            target: .referral(Target.ReferralTarget(place)), subject: Self.subject(.student, place.student.studentID))
    }

    func about(_ place: InstitutionPlace?, _ kind: ScopeKind, _ id: Identifier) -> Scope {
        Scope(
            target: place.map { .institution($0.institution, unitID: $0.unitID) }, subject: Self.subject(kind, id))
    }
}
