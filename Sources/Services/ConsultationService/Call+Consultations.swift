internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadTransaction {
    /// The consultation in a request's `consultationId`.
    func consultationInFull(_ text: String) throws -> ConsultationRecord {
        guard let consultation = try consultation(Identifier(text, field: "consultationId")) else {
            throw RPCError.notFound()
        }
        return consultation
    }

    /// The caller's seat on a panel. Access has let nobody else through, but the seat may be gone in between.
    func seat(of account: Identifier, in consultation: ConsultationRecord) throws -> ConsultationExpertRecord {
        guard let seat = try experts(of: consultation).first(where: { $0.account == account && $0.isOnPanel }) else {
            throw RPCError.notFound()
        }
        return seat
    }
}

extension ReadingCall {
    /// The consultation as its school sees it. Opinions stay with their authors until they are closed, so that nobody
    /// hears one from somebody who has read it.
    ///
    /// - Parameter opinions: a list goes without.
    func contract(_ consultation: ConsultationRecord, opinions: OpinionsShown) throws -> APIConsultation {
        var message = APIConsultation(consultation, now: context.now)
        message.studentName = try transaction.nameUnlessErased(consultation.student)
        // What would be taken out again is not even opened.
        guard context.ceiling >= .clinical else { return message }
        let isTold = opinions == .onceClosed && consultation.state.areOpinionsClosed
        message.panel = try transaction.experts(of: consultation).map { APIPanelMember($0, withOpinion: isTold) }
        return message
    }

    enum OpinionsShown { case never, onceClosed }
}

extension ChangingCall {
    /// Makes a move of a consultation and tells the archive.
    func move(
        _ consultation: ConsultationRecord, by move: ConsultationState.Move,
        _ change: (inout ConsultationRecord) throws -> Void = { _ in }
    ) throws -> ConsultationRecord {
        var changed = consultation
        changed.state = try consultation.state.applying(move)
        if !changed.state.isOpen {
            changed.closedAt = context.now
            changed.closedBy = context.accountID
        }
        try change(&changed)
        guard try transaction.update(changed, expected: consultation.state) else { throw RPCError.aborted() }
        if changed.state != consultation.state { try tell(changed) }
        return changed
    }

    func tell(_ consultation: ConsultationRecord) throws {
        count(.consultations, 1)
        try tellArchive(
            .consultation, of: consultation.student, in: consultation.school, subject: consultation.id,
            consultation.archiveLine)
    }

    /// Asks for further experts when too few are left, and closes the opinions when all are in.
    func settle(_ consultation: ConsultationRecord, fewest: Int) throws -> ConsultationRecord {
        guard consultation.state == .assigned else { return consultation }
        let panel = try transaction.experts(of: consultation).filter(\.isOnPanel)
        if panel.count < fewest { return try move(consultation, by: .fallShort) }
        return panel.allSatisfy { $0.opinion != nil } ? try move(consultation, by: .closeOpinions) : consultation
    }
}

extension ConsultationState {
    /// Whether what was said is no longer kept from the others.
    var areOpinionsClosed: Bool { self != .requested && self != .assigned }
}

extension ConsultationRecord {
    /// What the archive says of its state. The conclusion goes back into the archive; what single experts said does not.
    var archiveLine: String {
        switch state {
        case .requested: "专家会诊：待指派专家"
        case .assigned: "专家会诊：已指派专家"
        case .opinionsIn: "专家会诊：意见已齐"
        case .concluded: "专家会诊结论：\((body.conclusion ?? "").shortened(to: 500))"
        case .cancelled: "专家会诊：已取消"
        case .expired: "专家会诊：逾期未果，已终止"
        }
    }
}
