import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import TestSupport
import Vault
import XinyuAPI

/// Somebody who is logged in, with a client for each service of crises.
struct Responder: Sendable {
    let id: Identifier
    let meta: CallMeta
    let crises: CrisisServiceClient
    let reports: CaseReportServiceClient
    let traumas: TraumaServiceClient
    let periods: SpecialPeriodServiceClient
    let care: CareServiceClient
    let days: DayServiceClient

    init(_ person: CarePerson, _ client: RPCClient) {
        id = person.id
        meta = CallMeta(authorization: "Bearer " + person.token.text, purpose: "危机处置")
        crises = CrisisServiceClient(client)
        reports = CaseReportServiceClient(client)
        traumas = TraumaServiceClient(client)
        periods = SpecialPeriodServiceClient(client)
        care = CareServiceClient(client)
        days = DayServiceClient(client)
    }

    // MARK: - Cases

    func open(
        for student: Identifier, warning: Identifier? = nil, lead: Identifier? = nil, helpers: [Identifier] = [],
        step: APINextStep? = nil
    ) async throws -> APICrisisCase {
        try await crises.openCrisisCase(
            .with {
                $0.studentID = student.description
                $0.warningID = warning?.description ?? ""
                $0.reason = "面谈中说到轻生"
                $0.leadID = lead?.description ?? ""
                $0.helperIds = helpers.map(\.description)
                if let step { $0.nextStep = step }
            }, meta
        ).crisisCase
    }

    func see(_ crisis: String) async throws -> APICrisisCase {
        try await crises.getCrisisCase(.with { $0.crisisCaseID = crisis }, meta).crisisCase
    }

    func list(_ unit: Identifier, _ states: [APICrisisState] = []) async throws -> [APICrisisCase] {
        try await crises.listCrisisCases(
            .with {
                $0.unitID = unit.description
                $0.states = states
            }, meta
        ).cases
    }

    func complete(_ point: APICrisisPointKind, of crisis: String, note: String = "") async throws -> APICrisisCase {
        try await crises.completePoint(
            .with {
                $0.crisisCaseID = crisis
                $0.kind = point
                $0.note = note
            }, meta
        ).crisisCase
    }

    func excuse(_ point: APICrisisPointKind, of crisis: String, _ reason: String) async throws -> APICrisisCase {
        try await crises.excusePoint(
            .with {
                $0.crisisCaseID = crisis
                $0.kind = point
                $0.reason = reason
            }, meta
        ).crisisCase
    }

    func advance(_ crisis: String, _ move: APICrisisMove, _ step: APINextStep?) async throws -> APICrisisCase {
        try await crises.advanceCrisisCase(
            .with {
                $0.crisisCaseID = crisis
                $0.move = move
                $0.reason = "专班研判"
                if let step { $0.nextStep = step }
            }, meta
        ).crisisCase
    }

    func assess(
        _ crisis: String, _ decision: APIReturnDecision, conditions: [String] = []
    ) async throws -> APICrisisCase {
        try await crises.recordReturnAssessment(
            .with {
                $0.crisisCaseID = crisis
                $0.hospitalOpinion = "病情稳定"
                $0.conditions = conditions
                $0.decision = decision
            }, meta
        ).crisisCase
    }

    func follow(_ crisis: String, _ followUp: String) async throws -> APICrisisCase {
        try await crises.recordCrisisFollowUp(
            .with {
                $0.crisisCaseID = crisis
                $0.followUpID = followUp
                $0.record = "情绪平稳"
                $0.level = .watch
            }, meta
        ).crisisCase
    }

    // MARK: - Case reports

    static let content = APICaseReportContent.with {
        $0.background = "初二学生，住校"
        $0.course = "晚自习后被发现"
        $0.riskFactors = "失眠、近期丧失"
        $0.protectiveFactors = "与班主任关系好"
        $0.analysis = "学业与家庭压力叠加"
        $0.measures = "二十四小时陪护、就医"
        $0.outcome = "症状缓解"
        $0.recommendations = "每周面谈"
    }

    func submit(_ crisis: String, _ content: APICaseReportContent = content) async throws -> APICaseReport {
        try await reports.submitCaseReport(
            .with {
                $0.crisisCaseID = crisis
                $0.content = content
            }, meta
        ).report
    }

    func sign(_ report: APICaseReport) async throws -> APICaseReport {
        try await reports.signCaseReport(
            .with {
                $0.crisisCaseID = report.crisisCaseID
                $0.version = report.version
                $0.contentHash = report.contentHash
            }, meta
        ).report
    }

    // MARK: - Trauma

    func report(
        _ student: Identifier, _ kind: APITraumaKind, _ gravity: APITraumaGravity = .grave,
        suspect: APITraumaSuspect = .other, counsellor: Identifier? = nil
    ) async throws -> APITraumaReport {
        try await traumas.openTraumaReport(
            .with {
                $0.studentID = student.description
                $0.kind = kind
                $0.gravity = gravity
                $0.suspect = suspect
                $0.description_p = "放学路上被殴打"
                $0.counsellorID = counsellor?.description ?? ""
            }, meta
        ).report
    }

    func trauma(_ report: String) async throws -> APITraumaReport {
        try await traumas.getTraumaReport(.with { $0.traumaReportID = report }, meta).report
    }

    func take(_ step: String, of report: String, receipt: String = "苏公（2026）001号") async throws -> APITraumaReport {
        try await traumas.recordTraumaStep(
            .with {
                $0.traumaReportID = report
                $0.stepID = step
                $0.receiptNumber = receipt
                $0.note = "电话告知"
            }, meta
        ).report
    }

    func waive(_ step: String, of report: String) async throws -> APITraumaReport {
        try await traumas.waiveTraumaStep(
            .with {
                $0.traumaReportID = report
                $0.stepID = step
                $0.reason = "家长已自行联系"
            }, meta
        ).report
    }

    func close(_ report: String) async throws -> APITraumaReport {
        try await traumas.closeTraumaReport(
            .with {
                $0.traumaReportID = report
                $0.outcome = "已立案，学生在辅导中"
            }, meta
        ).report
    }

    // MARK: - Special periods, days

    func plan(
        _ unit: Identifier, _ kind: APISpecialPeriodKind = .exams, _ from: String, _ until: String,
        stages: [APISchoolStage] = []
    ) async throws -> APISpecialPeriod {
        try await periods.planSpecialPeriod(
            .with {
                $0.unitID = unit.description
                $0.kind = kind
                $0.stages = stages
                $0.startsOn = from
                $0.endsOn = until
            }, meta
        ).period
    }

    func reviews(_ unit: Identifier) async throws -> [APISpecialReview] {
        try await periods.listSpecialReviews(.with { $0.unitID = unit.description }, meta).reviews
    }

    /// What the person's day holds of these kinds.
    func day(_ kinds: Set<APIDueKind>) async throws -> [APIDueItem] {
        try await days.getMyDay(.with { $0.daysAhead = 62 }, meta).items.filter { kinds.contains($0.kind) }
    }
}

extension CrisisSchool {
    /// A step by the lead, so many hours from now on.
    func step(_ what: String = "与家长面谈", hours: Int64 = 24, owner: Identifier? = nil) -> APINextStep {
        .with {
            $0.what = what
            $0.ownerID = owner?.description ?? ""
            $0.dueAt = Google_Protobuf_Timestamp(clock.now() + .seconds(hours * 3_600))
        }
    }

    static let points: [APICrisisPointKind] = [
        .constantCompany, .meansRemoved, .guardiansTold, .hospitalContacted, .reportedUp,
    ]

    /// A case that has come to a state by the moves that lead there.
    func crisis(of student: Identifier? = nil, in state: APICrisisState) async throws -> APICrisisCase {
        let student = if let student { student } else { try await enrol() }
        var crisis = try await counsellor.open(for: student)
        let way: [(APICrisisState, APICrisisMove)] = [
            (.stabilising, .stabilise), (.inTreatment, .beginTreatment), (.returnAssessment, .assessReturn),
            (.followUp, .followUp), (.closed, .close),
        ]
        guard state != .opened else { return crisis }
        for (next, move) in way {
            switch next {
            case .stabilising:
                for point in Self.points { _ = try await counsellor.complete(point, of: crisis.id) }
            case .followUp: _ = try await counsellor.assess(crisis.id, .return)
            case .closed:
                for followUp in try await counsellor.see(crisis.id).followUps {
                    _ = try await counsellor.follow(crisis.id, followUp.id)
                }
                _ = try await crisisLead.sign(try await counsellor.submit(crisis.id))
            default: break
            }
            crisis = try await crisisLead.advance(crisis.id, move, move == .close ? nil : step())
            if next == state { break }
        }
        return crisis
    }
}
