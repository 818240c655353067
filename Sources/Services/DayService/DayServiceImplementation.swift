public import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.DayService`: what waits for the caller, from every service that has something to wait for.
public struct DayServiceImplementation: DayService {
    private static let usualDaysAhead: UInt32 = 7
    private static let mostDaysAhead: UInt32 = 62
    private static let usualLimit: UInt32 = 200
    private static let mostLimit: UInt32 = 1_000

    /// Whoever brings a new kind of thing that waits adds a line.
    private static let contributors: [any DayContributor] = [
        WarningDay(),
        ConsultationDay(),
        ReferralDay(),
        CounsellingDay(),
        MentoringDay(),
        CrisisDay(),
        TraumaDay(),
        SpecialReviewDay(),
        SignalDay(),
        CareDay(),
        PlanDay(),
        InstrumentDay(),
        RescoringDay(),
    ]

    private let policy: Policy
    private let zone: Duration
    private let contributors: [any DayContributor]

    /// - Parameters:
    ///   - zone: the schools' offset from UTC, by which a day ends.
    ///   - network: by when the units of the network report.
    public init(policy: Policy, zone: Duration, network: NetworkRules = .shipped) {
        self.policy = policy
        self.zone = zone
        contributors =
            Self.contributors + [
                NetworkDay(policy: policy),
                NetworkReportDay(rules: network, zone: zone),
            ]
    }

    public func getMyDay(_ request: APIGetMyDayRequest, _ call: ReadingCall) throws -> APIGetMyDayResponse {
        let days = try Self.within(request.daysAhead, Self.usualDaysAhead, Self.mostDaysAhead, field: "daysAhead")
        let limit = try Self.within(request.limit, Self.usualLimit, Self.mostLimit, field: "limit")
        let now = call.context.now
        var ceilings: [DueItem: Sensitivity] = [:]
        for watch in watches(of: call) {
            let ceiling = policy.ceiling(of: watch.role)
            for contributor in contributors {
                for item in try contributor.items(for: watch, in: call.transaction)
                where try item.student.map({ try call.transaction.presentStudentPlace($0) != nil }) ?? true {
                    ceilings[item] = max(ceilings[item] ?? .public, ceiling)
                }
            }
        }
        let sheet = DaySheet(Array(ceilings.keys), at: now, zone: zone, until: now + .seconds(86_400 * Int(days)))
        let shown = sheet.lines.prefix(Int(limit))
        call.count(.records, shown.count)
        return try .with {
            $0.items = try shown.map { try contract($0, ceiling: ceilings[$0.item] ?? .public, call) }
            $0.overdue = UInt32(sheet.count(.overdue))
            $0.today = UInt32(sheet.count(.today))
            $0.fresh = UInt32(sheet.count(.new))
            $0.coming = UInt32(sheet.count(.coming))
        }
    }

    /// The caller's grants that are in force and have a day at all.
    private func watches(of call: ReadingCall) -> [DayWatch] {
        let identity = call.context.identity
        return identity.grants.filter { $0.isInForce(at: call.context.now) && policy.holds($0.role, .dayRead) }.map {
            DayWatch(
                account: identity.accountID, ownStudent: identity.studentID, grant: $0,
                permissions: policy.permissions(of: $0.role), units: call.units, now: call.context.now, zone: zone)
        }
    }

    private static func within(
        _ value: UInt32, _ usual: UInt32, _ most: UInt32, field: String
    ) throws(RPCError) -> UInt32 {
        guard value <= most else { throw .invalidArgument(field: field, description: "is at most \(most)") }
        return value == 0 ? usual : value
    }

    /// The router redacts by the best of the caller's roles; a line shows no more than the role that it comes from sees.
    private func contract(
        _ line: DaySheet.Line, ceiling: Sensitivity, _ call: ReadingCall
    ) throws -> APIDueItem {
        let item = line.item
        var message = APIDueItem()
        message.kind = APIDueKind(item.kind)
        message.urgency = APIUrgency(line.urgency)
        message.subjectID = item.subject.description
        message.studentID = item.student?.description ?? ""
        message.unitID = item.unit?.description ?? ""
        message.subjectName = item.name ?? ""
        message.since = Google_Protobuf_Timestamp(item.since)
        if let dueAt = item.dueAt { message.dueAt = Google_Protobuf_Timestamp(dueAt) }
        if ceiling >= .roster, let student = item.student {
            message.studentName = try call.transaction.nameUnlessErased(student)
        }
        if ceiling >= .status, item.level != .none { message.level = APIAttentionLevel(item.level) }
        return message
    }
}
