internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// Answering. Who may do what is decided before; what may follow what is the domain's.
public struct SheetServiceImplementation: SheetService {
    let shelf: InstrumentShelf
    let desk: ScoringDesk
    let pending: PendingScoring
    let consequences: SheetConsequences
    let feedback: SubmissionFeedback

    public init(
        shelf: InstrumentShelf, desk: ScoringDesk, pending: PendingScoring, rules: ScreeningRules,
        feedback: SubmissionFeedback
    ) {
        self.shelf = shelf
        self.desk = desk
        self.pending = pending
        consequences = SheetConsequences(rules: rules, norms: shelf.norms)
        self.feedback = feedback
    }

    public func listMySheets(
        _ request: APIListMySheetsRequest, _ call: ReadingCall
    ) throws -> APIListMySheetsResponse {
        guard let student = call.context.identity.studentID else { return APIListMySheetsResponse() }
        var campaigns: [Identifier: CampaignRecord] = [:]
        var response = APIListMySheetsResponse()
        for sheet in try call.transaction.sheets(ofStudent: student) {
            if campaigns[sheet.campaign] == nil {
                campaigns[sheet.campaign] = try call.transaction.campaign(sheet.campaign)
            }
            // What nobody can answer any more is not asked.
            let waits = sheet.state == .invited || sheet.state == .started
            guard !waits || campaigns[sheet.campaign]?.takesAnswers(at: call.context.now) == true else { continue }
            response.sheets.append(
                .with {
                    $0.id = sheet.id.description
                    $0.campaignTitle = campaigns[sheet.campaign]?.title ?? ""
                    $0.instrumentID = sheet.instrumentID
                    $0.state = APISheetState(sheet.state)
                })
        }
        return response
    }

    public func getQuestionnaire(
        _ request: APIGetQuestionnaireRequest, _ call: ReadingCall
    ) throws -> APIGetQuestionnaireResponse {
        guard ["", "zh", "en"].contains(request.language) else {
            throw RPCError.invalidArgument(field: "language", description: "must be zh or en")
        }
        let (sheet, campaign) = try sheetAndCampaign(request.sheetID, call.transaction)
        guard let pin = try call.transaction.pin(of: sheet), let instrument = shelf.instrument(pin) else {
            throw RPCError.unavailable("the instrument of this screening is not installed; tell the school")
        }
        let language: Questionnaire.Language = request.language == "en" ? .english : .chinese
        return Questionnaire(instrument, form: pin.form, language: language).response(consent: campaign)
    }

    public func startSheet(_ request: APIStartSheetRequest, _ call: ChangingCall) throws -> APIStartSheetResponse {
        let (sheet, campaign) = try sheetAndCampaign(request.sheetID, call.transaction)
        guard campaign.isOpen(at: call.context.now) else { throw SheetSubmission.notOpen }
        guard campaign.consentVersion == Int(request.consentVersion) else {
            throw RPCError.failedPrecondition("the consent text has another version now; read it again")
        }
        _ = try sheet.state.applying(.start)
        let isStarted = try call.transaction.startSheet(
            sheet.id, school: sheet.school, from: sheet.state, consentVersion: campaign.consentVersion,
            at: call.context.now)
        guard isStarted else { throw RPCError.aborted() }
        call.count(.sheets, 1)
        return APIStartSheetResponse()
    }

    public func submitSheet(
        _ request: APISubmitSheetRequest, _ call: RunningCall
    ) async throws -> APISubmitSheetResponse {
        let id = try Identifier(request.sheetID, field: "sheetId")
        let answers = SheetAnswers(values: request.values, elapsed: request.elapsedMs)
        let (shelf, zone, consequences) = (shelf, consequences.rules.zone, consequences)
        let admission = try await call.read { reading in
            try SheetSubmission.admit(answers, to: id, shelf: shelf, zone: zone, reading)
        }
        switch admission {
        case .repeated(let submittedAt):
            return receipt(submittedAt)
        case .new(let submission):
            let outcome = await desk.score(submission.sheet, with: submission.instrument.reference)
            let score = try? outcome.get()
            let response = try await call.commit { [feedback] changing in
                Self.receipt(try submission.store(score, consequences, changing), feedback)
            }
            if score == nil { pending.wake() }
            return response
        }
    }

    public func declineSheet(_ request: APIDeclineSheetRequest, _ call: ChangingCall) throws -> APIDeclineSheetResponse
    {
        let (sheet, campaign) = try sheetAndCampaign(request.sheetID, call.transaction)
        guard campaign.isOpen(at: call.context.now) else { throw SheetSubmission.notOpen }
        try move(sheet, by: .decline, note: nil, call)
        return APIDeclineSheetResponse()
    }

    public func markSheet(_ request: APIMarkSheetRequest, _ call: ChangingCall) throws -> APIMarkSheetResponse {
        let mark = try SheetMark(request)
        let (sheet, campaign) = try sheetAndCampaign(request.sheetID, call.transaction)
        guard campaign.state == .open || (campaign.state == .closed && mark.move != .invite) else {
            throw RPCError.failedPrecondition("this screening is \(campaign.state.rawValue)")
        }
        try move(sheet, by: mark.move, note: mark.reason, call)
        guard let marked = try call.transaction.sheet(sheet.id) else { throw RPCError.notFound() }
        return APIMarkSheetResponse.with { $0.sheet = APISheet(marked) }
    }

    public func offerSheetAgain(
        _ request: APIOfferSheetAgainRequest, _ call: ChangingCall
    ) throws -> APIOfferSheetAgainResponse {
        let (void, campaign) = try sheetAndCampaign(request.sheetID, call.transaction)
        _ = try void.state.applying(.offerAgain)
        guard campaign.isOpen(at: call.context.now) else { throw SheetSubmission.notOpen }
        let sheet = try call.offerAgain(void)
        return APIOfferSheetAgainResponse.with { $0.sheet = APISheet(sheet) }
    }

    public func listSheets(_ request: APIListSheetsRequest, _ call: ReadingCall) throws -> APIListSheetsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let campaign = try call.campaign(request.campaignID, touching: unit)
        var page = try PlacedPage(of: PageRequest(request.page), in: call.placesOfStudents(of: campaign, in: unit))
        let sheets = try page.fill(
            { place, after, limit in
                try call.transaction.sheets(
                    ofCampaign: campaign.id, school: campaign.school, inClass: place == .installation ? nil : place,
                    after: after, limit: limit)
            }, id: \.id)
        call.count(.sheets, sheets.count)
        return APIListSheetsResponse.with {
            $0.sheets = sheets.map { APISheet($0) }
            $0.nextPage = page.nextToken
        }
    }

    public func getAnswers(_ request: APIGetAnswersRequest, _ call: ReadingCall) throws -> APIGetAnswersResponse {
        let (sheet, _) = try sheetAndCampaign(request.sheetID, call.transaction)
        var response = APIGetAnswersResponse.with { $0.sheet = APISheet(sheet) }
        guard call.context.ceiling >= .raw, let answers = try call.transaction.answers(ofSheet: sheet.id) else {
            return response
        }
        call.count(.answers, answers.values.count)
        response.values = answers.values
        response.elapsedMs = answers.elapsed
        return response
    }
}

extension SheetServiceImplementation {
    private func receipt(_ submittedAt: Timestamp) -> APISubmitSheetResponse { Self.receipt(submittedAt, feedback) }

    private static func receipt(_ submittedAt: Timestamp, _ feedback: SubmissionFeedback) -> APISubmitSheetResponse {
        var response = APISubmitSheetResponse()
        response.submittedAt = Google_Protobuf_Timestamp(submittedAt)
        response.feedback = feedback.text
        return response
    }

    private func sheetAndCampaign(
        _ text: String, _ transaction: ReadTransaction
    ) throws -> (SheetRecord, CampaignRecord) {
        guard let sheet = try transaction.sheet(Identifier(text, field: "sheetId")),
            let campaign = try transaction.campaign(sheet.campaign)
        else { throw RPCError.notFound() }
        return (sheet, campaign)
    }

    private func move(
        _ sheet: SheetRecord, by move: SheetState.Move, note: String?, _ call: ChangingCall
    ) throws {
        let state = try sheet.state.applying(move)
        guard try call.transaction.moveSheet(sheet, to: state, note: note) else { throw RPCError.aborted() }
        call.count(.sheets, 1)
        call.publish(.coverage(campaign: sheet.campaign))
    }
}
