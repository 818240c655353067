internal import Access
internal import Domain
internal import Router
internal import Store

extension ReadTransaction {
    /// What of a student experts and hospitals may reach now: open consultations, and referrals that were sent.
    func affairs(ofStudent student: Identifier) throws -> [Target] {
        let open = try openAffairs(ofStudent: student)
        let consultations = try open.consultations.compactMap { id in
            try place(ofConsultation: id).map { Target.consultation(Target.ConsultationTarget($0)) }
        }
        let referrals = try open.referrals.compactMap { id in
            try place(ofReferral: id).map { Target.referral(Target.ReferralTarget($0)) }
        }
        return consultations + referrals
    }
}
