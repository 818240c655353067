internal import Domain
internal import JSONRPC
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIConsultation {
    /// Without the student's name and the panel.
    init(_ consultation: ConsultationRecord, now: Timestamp) {
        self.init()
        id = consultation.id.description
        studentID = consultation.student.description
        pseudonym = consultation.body.pseudonym
        state = APIConsultationState(consultation.state)
        urgency = APIConsultationUrgency(consultation.urgency)
        question = consultation.body.question
        summary = consultation.body.summary
        requesterID = consultation.requestedBy.description
        requestedAt = Google_Protobuf_Timestamp(consultation.requestedAt)
        assignBy = Google_Protobuf_Timestamp(consultation.deadlines.assignBy)
        opinionsBy = Google_Protobuf_Timestamp(consultation.deadlines.opinionsBy)
        concludeBy = Google_Protobuf_Timestamp(consultation.deadlines.concludeBy)
        conclusion = consultation.body.conclusion ?? ""
        recommendations = consultation.body.recommendations
        proposedLevel = consultation.proposedLevel.map { APIAttentionLevel($0) } ?? .unspecified
        if let moment = consultation.closedAt { closedAt = Google_Protobuf_Timestamp(moment) }
        isOverdue = consultation.deadlines.due(in: consultation.state).map { $0 < now } ?? false
    }
}

extension APIPanelMember {
    init(_ expert: ConsultationExpertRecord, withOpinion: Bool) {
        self.init()
        accountID = expert.account.description
        declaration = APIInterestDeclaration(expert.declaration)
        assignedAt = Google_Protobuf_Timestamp(expert.assignedAt)
        if let moment = expert.opinionAt { opinionAt = Google_Protobuf_Timestamp(moment) }
        guard withOpinion else { return }
        opinion = expert.opinion ?? ""
        proposedLevel = expert.opinionLevel.map { APIAttentionLevel($0) } ?? .unspecified
    }
}

extension APIInterestDeclaration {
    init(_ declaration: ConsultationExpertRecord.Declaration) {
        self =
            switch declaration {
            case .pending: .pending
            case .none: .none
            case .conflict: .conflict
            }
    }
}

extension APIAssignedConsultation {
    init(_ consultation: ConsultationRecord, _ seat: ConsultationExpertRecord) {
        self.init()
        id = consultation.id.description
        pseudonym = consultation.body.pseudonym
        urgency = APIConsultationUrgency(consultation.urgency)
        state = APIConsultationState(consultation.state)
        ownDeclaration = APIInterestDeclaration(seat.declaration)
        hasOwnOpinion_p = seat.opinion != nil
        opinionsBy = Google_Protobuf_Timestamp(consultation.deadlines.opinionsBy)
        openUntil = Google_Protobuf_Timestamp(consultation.deadlines.concludeBy)
    }
}

extension AttentionLevel {
    /// Nothing where a proposal is left out.
    static func ifProposed(_ level: APIAttentionLevel, field: String) throws(RPCError) -> AttentionLevel? {
        level == .unspecified ? nil : try AttentionLevel(level, field: field)
    }
}
