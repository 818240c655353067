internal import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.ConsultationService`: experts advise on a pseudonymised file, each for himself, within a time box.
public struct ConsultationServiceImplementation: ConsultationService {
    private static let mostRecommendations = 20

    let rules: ConsultationRules
    private let zone: Duration

    /// - Parameter zone: the schools' offset from UTC, for ages and whole days.
    public init(rules: ConsultationRules, zone: Duration) {
        self.rules = rules
        self.zone = zone
    }

    public func listPanel(_ request: APIListPanelRequest, _ call: ReadingCall) throws -> APIListPanelResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let panel = ConsultationPanel(
            school: school, units: call.units, transaction: call.transaction, now: call.context.now)
        return try .with {
            $0.experts = try panel.experts().map { account in
                let open = try call.transaction.openAssignments(of: account.id).count
                return .with {
                    $0.accountID = account.id.description
                    $0.displayName = account.profile.name
                    $0.openConsultations = UInt32(clamping: open)
                }
            }
        }
    }

    public func requestConsultation(
        _ request: APIRequestConsultationRequest, _ call: ChangingCall
    ) throws -> APIRequestConsultationResponse {
        let id = try Identifier(request.studentID, field: "studentId")
        guard let student = try call.transaction.identifiedStudent(id) else { throw RPCError.notFound() }
        let urgency = try ConsultationRules.Urgency(request.urgency, field: "urgency")
        let question = try FreeText.required(request.question, field: "question")
        let summary = try FreeText.required(request.summary, field: "summary")
        let screen = try IdentityScreen(student, call.reading)
        try screen.check(question, field: "question")
        try screen.check(summary, field: "summary")
        guard try !call.transaction.consultations(ofStudent: id).contains(where: \.state.isOpen) else {
            throw RPCError.alreadyExists("a consultation about this student is open; conclude or cancel it first")
        }
        let consultation = ConsultationRecord(
            school: student.record.school, id: call.newIdentifier(), student: id, urgency: urgency,
            body: ConsultationRecord.Body(
                pseudonym: CaseLabel.make("会诊", call.random), question: question, summary: summary),
            requestedBy: call.context.accountID, requestedAt: call.context.now,
            deadlines: rules.deadlines(for: urgency, requestedAt: call.context.now))
        try call.transaction.insert(consultation)
        try call.tell(consultation)
        return try .with { $0.consultation = try call.reading.contract(consultation, opinions: .onceClosed) }
    }

    public func assignExperts(
        _ request: APIAssignExpertsRequest, _ call: ChangingCall
    ) throws -> APIAssignExpertsResponse {
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        let candidates = try Identifier.all(request.expertIds, field: "expertIds")
        guard !candidates.isEmpty else {
            throw RPCError.invalidArgument(field: "expertIds", description: "must name whom to ask")
        }
        // An illegal move first: what is wrong with the experts does not matter any more.
        _ = try consultation.state.applying(.assign)
        let seated = try call.transaction.experts(of: consultation)
        try ConsultationPanel(
            school: consultation.school, units: call.units, transaction: call.transaction, now: call.context.now
        ).check(candidates, for: consultation, seated: seated)
        let size = seated.filter(\.isOnPanel).count + candidates.count
        guard rules.fewestExperts...rules.mostExperts ~= size else {
            throw RPCError.invalidArgument(
                field: "expertIds",
                description: "a panel has \(rules.fewestExperts) to \(rules.mostExperts) experts; it would have \(size)"
            )
        }
        for candidate in candidates {
            try call.transaction.insert(
                ConsultationExpertRecord(
                    school: consultation.school, id: call.newIdentifier(), consultation: consultation.id,
                    student: consultation.student, account: candidate, assignedBy: call.context.accountID,
                    assignedAt: call.context.now))
        }
        if consultation.state == .requested { try makeCaseFile(of: consultation, call) }
        let assigned = try call.move(consultation, by: .assign)
        return try .with { $0.consultation = try call.reading.contract(assigned, opinions: .onceClosed) }
    }

    private func makeCaseFile(of consultation: ConsultationRecord, _ call: ChangingCall) throws {
        guard let student = try call.transaction.identifiedStudent(consultation.student) else {
            throw RPCError.notFound()
        }
        let making = CaseFileMaking(units: call.units, transaction: call.reading.transaction, zone: zone)
        try call.transaction.store(
            try making.file(of: student, askedAt: consultation.requestedAt), of: consultation)
    }

    public func getConsultation(
        _ request: APIGetConsultationRequest, _ call: ReadingCall
    ) throws -> APIGetConsultationResponse {
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        call.count(.consultations, 1)
        return try .with { $0.consultation = try call.contract(consultation, opinions: .onceClosed) }
    }

    public func listConsultations(
        _ request: APIListConsultationsRequest, _ call: ReadingCall
    ) throws -> APIListConsultationsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let asked = Set(try request.states.map { try ConsultationState($0, field: "states") })
        let page = try PageRequest(request.page)
        let found = try ConsultationState.allCases.filter { asked.isEmpty ? $0.isOpen : asked.contains($0) }
            .flatMap { try call.transaction.consultations(ofSchool: school, in: $0) }
            .filter { try call.isInside(unit, student: $0.student) }
        let (shown, next) = try page.byUrgency(found) {
            Urgency($0.urgency == .urgent ? .crisis : .none, since: $0.requestedAt, $0.id)
        }
        call.count(.consultations, shown.count)
        return try .with {
            $0.consultations = try shown.map { try call.contract($0, opinions: .never) }
            $0.nextPage = next
        }
    }

    public func closeOpinions(
        _ request: APICloseOpinionsRequest, _ call: ChangingCall
    ) throws -> APICloseOpinionsResponse {
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        let closed = try call.move(consultation, by: .closeOpinions)
        try requireOpinion(of: consultation, call)
        return try .with { $0.consultation = try call.reading.contract(closed, opinions: .onceClosed) }
    }

    public func concludeConsultation(
        _ request: APIConcludeConsultationRequest, _ call: ChangingCall
    ) throws -> APIConcludeConsultationResponse {
        let conclusion = try FreeText.required(request.conclusion, field: "conclusion")
        let recommendations = try FreeText.list(
            request.recommendations, atMost: Self.mostRecommendations, field: "recommendations")
        let level = try AttentionLevel.ifProposed(request.proposedLevel, field: "proposedLevel")
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        let isLead = call.context.identity.holds(
            .crisisLead, over: call.context.target, in: call.units, at: call.context.now)
        guard isLead || consultation.requestedBy == call.context.accountID else {
            throw RPCError.permissionDenied("who asked for the consultation concludes it, or a crisis lead")
        }
        let concluded = try call.move(consultation, by: .conclude) { changed in
            changed.body.conclusion = conclusion
            changed.body.recommendations = recommendations
            changed.proposedLevel = level
        }
        try requireOpinion(of: consultation, call)
        return try .with { $0.consultation = try call.reading.contract(concluded, opinions: .onceClosed) }
    }

    public func cancelConsultation(
        _ request: APICancelConsultationRequest, _ call: ChangingCall
    ) throws -> APICancelConsultationResponse {
        let reason = try FreeText.required(request.reason, field: "reason")
        let consultation = try call.transaction.consultationInFull(request.consultationID)
        let cancelled = try call.move(consultation, by: .cancel) { $0.body.cancelledBecause = reason }
        return try .with { $0.consultation = try call.reading.contract(cancelled, opinions: .onceClosed) }
    }

    /// An opinion of an expert who is still on the panel; one who found a conflict later does not count.
    private func requireOpinion(of consultation: ConsultationRecord, _ call: ChangingCall) throws {
        guard try call.transaction.experts(of: consultation).contains(where: { $0.isOnPanel && $0.opinion != nil })
        else {
            throw RPCError.failedPrecondition("no expert on the panel has given an opinion; assign others or cancel it")
        }
    }
}
