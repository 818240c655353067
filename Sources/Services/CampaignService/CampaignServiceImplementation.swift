public import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import Vault
public import XinyuAPI

/// Screenings, from the plan to the archive.
public struct CampaignServiceImplementation: CampaignService {
    let shelf: InstrumentShelf
    let policy: Policy
    let ring: KeyRing
    let licences: HeldLicences
    let zone: Duration
    /// A watcher gets the coverage at most this often, since each time it is counted anew.
    let watchPause: Duration

    private var instruments: CampaignInstruments {
        CampaignInstruments(shelf: shelf, licences: licences, zone: zone)
    }

    /// - Parameter zone: how far the school's clocks are ahead of UTC.
    public init(
        shelf: InstrumentShelf, policy: Policy, ring: KeyRing, licences: HeldLicences = .none,
        zone: Duration = .seconds(8 * 3_600),
        watchPause: Duration = .seconds(1)
    ) {
        self.shelf = shelf
        self.policy = policy
        self.ring = ring
        self.licences = licences
        self.zone = zone
        self.watchPause = watchPause
    }

    public func createCampaign(
        _ request: APICreateCampaignRequest, _ call: ChangingCall
    ) throws -> APICreateCampaignResponse {
        let plan = try CampaignPlan(request, instruments, call)
        let campaign = plan.record(
            id: call.newIdentifier(),
            consentVersion: try call.transaction.consentVersion(of: plan.consentText, inSchool: plan.school),
            by: call.context.accountID, at: call.context.now)
        try call.transaction.insert(
            campaign, units: plan.units, pins: plan.instruments,
            responders: plan.responders)
        return .with { $0.campaign = plan.message(campaign) }
    }

    public func getCampaign(_ request: APIGetCampaignRequest, _ call: ReadingCall) throws -> APIGetCampaignResponse {
        let message = try present(request.campaignID, call.transaction)
        return .with { $0.campaign = message }
    }

    public func listCampaigns(
        _ request: APIListCampaignsRequest, _ call: ReadingCall
    ) throws -> APIListCampaignsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        var response = APIListCampaignsResponse()
        for campaign in try call.units.schools(reachedBy: unit).flatMap({ try call.transaction.campaigns(ofSchool: $0) }
        ) {
            let asked = try call.transaction.units(ofCampaign: campaign.id, school: campaign.school)
            let touches = asked.contains { call.units.contains($0, unit) || call.units.contains(unit, $0) }
            if touches { response.campaigns.append(try APICampaign(campaign, call.transaction)) }
        }
        return response
    }

    public func openCampaign(_ request: APIOpenCampaignRequest, _ call: ChangingCall) throws -> APIOpenCampaignResponse
    {
        let campaign = try campaign(request.campaignID, call.transaction)
        guard request.consentCollected else {
            throw RPCError.invalidArgument(
                field: "consentCollected",
                description: "guardians, or students from 14 on, must have consented before the campaign opens")
        }
        try move(campaign, by: .open, call)
        let opening = CampaignOpening(campaign, instruments: instruments, policy: policy, zone: zone)
        let outcome = try opening.inviteStudents(call)
        call.count(.students, outcome.students)
        call.count(.sheets, outcome.sheets)
        let message = try present(request.campaignID, call.transaction)
        return .with {
            $0.campaign = message
            $0.studentsInvited = UInt32(clamping: outcome.students)
            $0.sheetsMade = UInt32(clamping: outcome.sheets)
            $0.gated = UInt32(clamping: outcome.gated)
        }
    }

    public func closeCampaign(
        _ request: APICloseCampaignRequest, _ call: ChangingCall
    ) throws -> APICloseCampaignResponse {
        let campaign = try campaign(request.campaignID, call.transaction)
        try move(campaign, by: .close, call)
        call.count(.codes, try call.transaction.deleteSheetCodes(ofCampaign: campaign.id, in: campaign.school))
        let message = try present(request.campaignID, call.transaction)
        return .with { $0.campaign = message }
    }

    public func archiveCampaign(
        _ request: APIArchiveCampaignRequest, _ call: ChangingCall
    ) throws -> APIArchiveCampaignResponse {
        try move(try campaign(request.campaignID, call.transaction), by: .archive, call)
        let message = try present(request.campaignID, call.transaction)
        return .with { $0.campaign = message }
    }

    public func getCoverage(_ request: APIGetCoverageRequest, _ call: ReadingCall) throws -> APIGetCoverageResponse {
        try Self.coverage(request, call)
    }

    public func watchCoverage(
        _ request: APIGetCoverageRequest, _ call: RunningCall,
        _ send: @Sendable (APIGetCoverageResponse) async throws -> Void
    ) async throws {
        let changes = call.watch(.coverage(campaign: try Identifier(request.campaignID, field: "campaignId")))
        try await send(try await call.read { try Self.coverage(request, $0) })
        for try await _ in changes {
            try await send(try await call.read { try Self.coverage(request, $0) })
            try await Task.sleep(for: watchPause)
        }
    }

    public func issueCodes(_ request: APIIssueCodesRequest, _ call: ChangingCall) throws -> APIIssueCodesResponse {
        let schoolClass = try Identifier(request.classID, field: "classId")
        guard let node = call.units[schoolClass], node.kind == .class else {
            throw RPCError.invalidArgument(field: "classId", description: "must be a class")
        }
        let campaign = try campaign(request.campaignID, call.transaction)
        guard call.units.school(of: schoolClass) == campaign.school else { throw RPCError.notFound() }
        guard campaign.state == .open, call.context.now < campaign.closesAt else { throw SheetSubmission.notOpen }
        var response = APIIssueCodesResponse()
        response.expiresAt = Google_Protobuf_Timestamp(campaign.closesAt)
        for student in try call.transaction.enrolledStudents(ofClass: schoolClass, in: campaign.school)
        where try call.transaction.hasToAnswer(student.record.id, inCampaign: campaign.id, school: campaign.school) {
            let code = OneTimeCode(randomFrom: call.random)
            try call.transaction.issue(
                SheetCodeRecord(
                    codeHash: code.hash(with: ring.indexKey), school: campaign.school, campaign: campaign.id,
                    student: student.record.id, createdAt: call.context.now, expiresAt: campaign.closesAt))
            response.codes.append(
                .with {
                    $0.studentID = student.record.id.description
                    $0.name = student.identity.name
                    $0.code = code.text
                })
        }
        call.count(.codes, response.codes.count)
        return response
    }
}

extension CampaignServiceImplementation {
    private func campaign(_ text: String, _ transaction: ReadTransaction) throws -> CampaignRecord {
        guard let campaign = try transaction.campaign(Identifier(text, field: "campaignId")) else {
            throw RPCError.notFound()
        }
        return campaign
    }

    /// As it stands now, with all that belongs to it.
    private func present(_ campaignID: String, _ transaction: ReadTransaction) throws -> APICampaign {
        try APICampaign(campaign(campaignID, transaction), transaction)
    }

    private func move(_ campaign: CampaignRecord, by move: CampaignState.Move, _ call: ChangingCall) throws {
        let state = try campaign.state.applying(move)
        let isMoved = try call.transaction.moveCampaign(
            campaign.id, school: campaign.school, from: campaign.state, to: state, at: call.context.now)
        guard isMoved else { throw RPCError.aborted() }
        call.publish(.coverage(campaign: campaign.id))
    }

    private static func coverage(_ request: APIGetCoverageRequest, _ call: ReadingCall) throws -> APIGetCoverageResponse
    {
        let unit = try Identifier(request.unitID, field: "unitId")
        let campaign = try call.campaign(request.campaignID, touching: unit)
        let participation = try call.transaction.participation(inCampaign: campaign.id, school: campaign.school)
        return try CoverageReport(of: participation, campaign, in: unit, units: call.units).response(call)
    }
}
