import JSONRPC
import SwiftProtobuf
import TestInstallation
import XinyuAPI

/// A school's consultation and referral, in which experts and a hospital have their part.
struct MatrixAffairs {
    private let school: SampleSchool
    private let client: RPCClient

    init(_ school: SampleSchool, _ client: RPCClient) {
        self.school = school
        self.client = client
    }

    func makeHospital() async throws -> String {
        try await InstitutionServiceClient(client).createInstitution(
            .with {
                $0.unitID = school.school
                $0.details.name = "定点医院"
                $0.details.kind = .psychiatricHospital
                $0.details.isDesignated = true
            }, school.registrar.meta
        ).institution.id
    }

    /// A consultation with experts who have declared, and a referral that the hospital has before it.
    ///
    /// - Parameter experts: of the panel already; a school without any calls on two of its own.
    func things(hospital: String, experts: [SampleSchool.Visitor]) async throws -> [ScopeKind: String] {
        [
            .institution: hospital, .referral: try await referral(to: hospital),
            .consultation: try await consultation(experts),
        ]
    }

    private func consultation(_ experts: [SampleSchool.Visitor]) async throws -> String {
        let consultations = ConsultationServiceClient(client)
        let counsellor = school.counsellor.meta(purpose: "matrix")
        let consultation = try await consultations.requestConsultation(
            .with {
                $0.studentID = school.pupils[0].student
                $0.question = "是否需要药物治疗"
                $0.summary = "情绪低落"
                $0.urgency = .ordinary
            }, counsellor
        ).consultation.id
        var panel = experts
        while panel.count < 2 { panel.append(try await expert(panel.count)) }
        let accounts = panel.map(\.account)
        _ = try await consultations.assignExperts(
            .with {
                $0.consultationID = consultation
                $0.expertIds = accounts
            }, counsellor)
        for expert in panel {
            _ = try await consultations.declareInterest(
                .with {
                    $0.consultationID = consultation
                    $0.declaration = .none
                }, expert.meta)
        }
        return consultation
    }

    private func expert(_ number: Int) async throws -> SampleSchool.Visitor {
        try await SchoolBuilder(client).appoint(
            "expert-\(number)-\(school.school.prefix(6))", .expert, .panel, in: school.school, by: school.registrar,
            approvedBy: school.officer, home: school.school)
    }

    private func referral(to hospital: String) async throws -> String {
        let referrals = ReferralServiceClient(client)
        let counsellor = school.counsellor.meta
        let referral = try await referrals.draftReferral(
            .with {
                $0.studentID = school.pupils[0].student
                $0.institutionID = hospital
                $0.urgency = .crisis
                $0.reason = "持续情绪低落"
                $0.summary = "情绪低落"
                $0.senderContact = "心理辅导室"
            }, counsellor
        ).referral.id
        _ = try await referrals.sendReferral(
            .with {
                $0.referralID = referral
                $0.groundID = "mental_health_law_28"
                $0.groundText = "当日自伤"
                $0.sections = [.identity, .contacts, .reason, .summary, .scores, .attentionLevel]
            }, counsellor)
        return referral
    }
}
