import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import XinyuAPI

/// The moves of a consultation, each as its own RPC.
extension Party {
    func request(
        _ student: Identifier, question: String = "是否需要药物治疗", summary: String = "情绪低落三月余，伴失眠",
        _ urgency: APIConsultationUrgency = .ordinary
    ) async throws -> APIConsultation {
        try await consultations.requestConsultation(
            .with {
                $0.studentID = student.description
                $0.question = question
                $0.summary = summary
                $0.urgency = urgency
            }, meta
        ).consultation
    }

    func assign(_ consultation: String, _ experts: [Party]) async throws -> APIConsultation {
        try await consultations.assignExperts(
            .with {
                $0.consultationID = consultation
                $0.expertIds = experts.map(\.id.description)
            }, meta
        ).consultation
    }

    func consultation(_ id: String) async throws -> APIConsultation {
        try await consultations.getConsultation(.with { $0.consultationID = id }, meta).consultation
    }

    func list(
        _ unit: Identifier, _ states: [APIConsultationState] = []
    ) async throws -> APIListConsultationsResponse {
        try await consultations.listConsultations(
            .with {
                $0.unitID = unit.description
                $0.states = states
            }, meta)
    }

    func panel(_ unit: Identifier) async throws -> [APIExpert] {
        try await consultations.listPanel(.with { $0.unitID = unit.description }, meta).experts
    }

    func closeOpinions(_ id: String) async throws -> APIConsultation {
        try await consultations.closeOpinions(.with { $0.consultationID = id }, meta).consultation
    }

    func conclude(_ id: String, _ conclusion: String = "建议门诊就诊") async throws -> APIConsultation {
        try await consultations.concludeConsultation(
            .with {
                $0.consultationID = id
                $0.conclusion = conclusion
                $0.recommendations = ["家长陪同就诊", "两周后复评"]
                $0.proposedLevel = .concern
            }, meta
        ).consultation
    }

    func cancel(_ id: String) async throws -> APIConsultation {
        try await consultations.cancelConsultation(
            .with {
                $0.consultationID = id
                $0.reason = "家长已自行就诊"
            }, meta
        ).consultation
    }

    func assigned() async throws -> [APIAssignedConsultation] {
        try await consultations.listAssignedConsultations(.init(), meta).consultations
    }

    @discardableResult
    func declare(
        _ id: String, _ declaration: APIInterestDeclaration = .none, reason: String = ""
    ) async throws -> APIInterestDeclaration {
        try await consultations.declareInterest(
            .with {
                $0.consultationID = id
                $0.declaration = declaration
                $0.reason = reason
            }, meta
        ).declaration
    }

    func caseFile(_ id: String) async throws -> APIGetCaseFileResponse {
        try await consultations.getCaseFile(.with { $0.consultationID = id }, meta)
    }

    @discardableResult
    func opine(_ id: String, _ opinion: String = "考虑抑郁发作") async throws -> APIConsultationState {
        try await consultations.giveOpinion(
            .with {
                $0.consultationID = id
                $0.opinion = opinion
                $0.proposedLevel = .crisis
            }, meta
        ).state
    }

    func peerOpinions(_ id: String) async throws -> [APIPeerOpinion] {
        try await consultations.listPeerOpinions(.with { $0.consultationID = id }, meta).opinions
    }
}

extension AffairSchool {
    /// A consultation in a state, brought there by its moves.
    func consultation(_ state: ConsultationState, about student: Identifier) async throws -> String {
        let id = try await counsellor.request(student).id
        switch state {
        case .requested: break
        case .expired:
            clock.advance(by: .seconds(14 * 86_400))
            try await tickConsultations()
        case .assigned, .opinionsIn, .concluded, .cancelled:
            _ = try await counsellor.assign(id, Array(experts.prefix(2)))
            if state == .cancelled { _ = try await counsellor.cancel(id) }
            guard state == .opinionsIn || state == .concluded else { break }
            for expert in experts.prefix(2) {
                try await expert.declare(id)
                try await expert.opine(id)
            }
            if state == .concluded { _ = try await counsellor.conclude(id) }
        }
        return id
    }
}
