internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// The experts' side. Access lets only those through who are on the panel, and only while the consultation is open.
extension ConsultationServiceImplementation {
    private static let caution = """
        本档案已去标识，仅限本次会诊使用；不得留存、转发，或尝试识别学生身份。会诊意见供学校参考，不替代医疗诊断。
        """

    public func listAssignedConsultations(
        _ request: APIListAssignedConsultationsRequest, _ call: ReadingCall
    ) throws -> APIListAssignedConsultationsResponse {
        var open: [APIAssignedConsultation] = []
        for seat in try call.transaction.openAssignments(of: call.context.accountID) {
            guard let consultation = try unlessErased({ try call.transaction.consultation(seat.consultation) }),
                let place = try call.transaction.place(ofConsultation: seat.consultation),
                call.context.identity.holds(
                    .expert, over: .consultation(Target.ConsultationTarget(place)), in: call.units,
                    at: call.context.now)
            else { continue }
            open.append(APIAssignedConsultation(consultation, seat))
        }
        call.count(.consultations, open.count)
        return .with { $0.consultations = open }
    }

    public func declareInterest(
        _ request: APIDeclareInterestRequest, _ call: ChangingCall
    ) throws -> APIDeclareInterestResponse {
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        var seat = try call.transaction.seat(of: call.context.accountID, in: consultation)
        switch request.declaration {
        case .none:
            seat.declaration = .none
        case .conflict:
            seat.declaration = .conflict
            seat.conflict = try FreeText.required(request.reason, field: "reason")
        case .unspecified, .pending, .UNRECOGNIZED:
            throw RPCError.invalidArgument(
                field: "declaration", description: "must be INTEREST_DECLARATION_NONE or INTEREST_DECLARATION_CONFLICT")
        }
        seat.declaredAt = call.context.now
        try call.transaction.update(seat)
        call.count(.consultations, 1)
        _ = try call.settle(consultation, fewest: rules.fewestExperts)
        return .with { $0.declaration = APIInterestDeclaration(seat.declaration) }
    }

    public func getCaseFile(_ request: APIGetCaseFileRequest, _ call: ReadingCall) throws -> APIGetCaseFileResponse {
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        _ = try declaredSeat(in: consultation, call.context, call.transaction)
        guard let file = try call.transaction.caseFile(of: consultation) else { throw RPCError.notFound() }
        call.count(.consultations, 1)
        return .with {
            $0.file = APICaseFile(file, of: consultation.body)
            $0.caution = Self.caution + Caution.screening
        }
    }

    public func giveOpinion(_ request: APIGiveOpinionRequest, _ call: ChangingCall) throws -> APIGiveOpinionResponse {
        let text = try FreeText.required(request.opinion, field: "opinion")
        let level = try AttentionLevel.ifProposed(request.proposedLevel, field: "proposedLevel")
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        var seat = try declaredSeat(in: consultation, call.context, call.transaction)
        guard consultation.state == .assigned || seat.opinion == nil else {
            throw RPCError.failedPrecondition("the opinions are closed, and the others' are open to you: yours stands")
        }
        seat.opinion = text
        seat.opinionLevel = level
        seat.opinionAt = call.context.now
        try call.transaction.update(seat)
        call.count(.opinions, 1)
        let given = try call.move(consultation, by: .giveOpinion)
        let settled = try call.settle(given, fewest: rules.fewestExperts)
        return .with { $0.state = APIConsultationState(settled.state) }
    }

    public func listPeerOpinions(
        _ request: APIListPeerOpinionsRequest, _ call: ReadingCall
    ) throws -> APIListPeerOpinionsResponse {
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        let own = try declaredSeat(in: consultation, call.context, call.transaction)
        guard consultation.state.areOpinionsClosed, own.opinion != nil else {
            throw RPCError.failedPrecondition(
                "give your own opinion first; the others' are open once all are in or their time is over")
        }
        let others = try call.transaction.experts(of: consultation)
            .filter { $0.isOnPanel && $0.account != own.account && $0.opinion != nil }
            .sorted { ($0.opinionAt?.milliseconds ?? 0, $0.id) < ($1.opinionAt?.milliseconds ?? 0, $1.id) }
        call.count(.opinions, others.count)
        return .with { $0.opinions = others.map(APIPeerOpinion.init) }
    }

    private func declaredSeat(
        in consultation: ConsultationRecord, _ context: CallContext, _ transaction: ReadTransaction
    ) throws -> ConsultationExpertRecord {
        let seat = try transaction.seat(of: context.accountID, in: consultation)
        guard seat.declaration == .none else {
            throw RPCError.failedPrecondition(
                "declare first, by DeclareInterest, that you have no conflict of interest")
        }
        return seat
    }
}

extension APIPeerOpinion {
    /// Without who it is from.
    fileprivate init(_ expert: ConsultationExpertRecord) {
        self.init()
        opinion = expert.opinion ?? ""
        proposedLevel = expert.opinionLevel.map { APIAttentionLevel($0) } ?? .unspecified
        if let moment = expert.opinionAt { givenAt = Google_Protobuf_Timestamp(moment) }
    }
}
