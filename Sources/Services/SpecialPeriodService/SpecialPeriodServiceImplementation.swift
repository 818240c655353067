public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.SpecialPeriodService`: spans of the year in which the students of special groups are looked at more closely.
public struct SpecialPeriodServiceImplementation: SpecialPeriodService {
    /// A period that is longer is the year.
    private static let mostDays = 184

    private let rules: CrisisRules
    private let zone: Duration

    /// - Parameters:
    ///   - rules: what a period of a kind changes.
    ///   - zone: the schools' offset from UTC, by which days begin.
    public init(rules: CrisisRules, zone: Duration) {
        self.rules = rules
        self.zone = zone
    }

    public func planSpecialPeriod(
        _ request: APIPlanSpecialPeriodRequest, _ call: ChangingCall
    ) throws -> APIPlanSpecialPeriodResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let kind = try SpecialPeriodKind(request.kind, field: "kind")
        var stages: Set<SchoolStage> = []
        for (index, stage) in request.stages.enumerated() {
            stages.insert(try SchoolStage(stage, field: "stages[\(index)]"))
        }
        guard call.units.school(of: unit) == nil || call.units.school(of: unit) == unit else {
            throw RPCError.invalidArgument(field: "unitId", description: "must be a school or a unit above schools")
        }
        let (first, last) = (
            try date(request.startsOn, field: "startsOn"), try date(request.endsOn, field: "endsOn")
        )
        guard first <= last, last <= first.adding(days: Self.mostDays - 1) else {
            throw RPCError.invalidArgument(
                field: "endsOn", description: "must lie from startsOn to \(Self.mostDays) days after it")
        }
        let endsAt = last.adding(days: 1).start(offset: zone)
        guard endsAt > call.context.now else {
            throw RPCError.invalidArgument(field: "endsOn", description: "must not lie in the past")
        }
        guard let rule = rules.specialPeriods[kind] else {
            throw RPCError.failedPrecondition("the rules say nothing about this kind of period")
        }
        let startsAt = first.start(offset: zone)
        let record = SpecialPeriodRecord(
            school: call.units.school(of: unit) ?? .installation, id: call.newIdentifier(), unit: unit,
            period: SpecialPeriod(
                kind: kind, stages: stages, startsAt: startsAt, endsAt: endsAt, intervalPercent: rule.intervalPercent),
            // Planned late, it still leaves the time that the rule gives.
            reviewBy: min(max(startsAt, call.context.now) + rule.reviewWithin.duration, endsAt),
            createdBy: call.context.accountID, createdAt: call.context.now)
        try call.transaction.insert(record)
        // A school that plans late does not wait for the background.
        if record.isOpen(at: call.context.now), record.school == unit, record.period.concerns(call.units[unit]?.stage) {
            try call.transaction.askForSpecialReviews(
                in: record, ofSchool: unit, at: call.context.now, limit: SpecialReviews.most,
                newIdentifier: call.newIdentifier)
        }
        call.count(.specialPeriods, 1)
        return .with { $0.period = APISpecialPeriod(record, at: call.context.now, zone: zone) }
    }

    public func listSpecialPeriods(
        _ request: APIListSpecialPeriodsRequest, _ call: ReadingCall
    ) throws -> APIListSpecialPeriodsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        var periods: [SpecialPeriodRecord] = []
        for place in call.units.path(of: unit) { periods += try call.transaction.specialPeriods(ofUnit: place.id) }
        return .with {
            $0.periods = periods.sorted { ($1.period.startsAt, $1.id) < ($0.period.startsAt, $0.id) }
                .map { APISpecialPeriod($0, at: call.context.now, zone: zone) }
        }
    }

    public func endSpecialPeriod(
        _ request: APIEndSpecialPeriodRequest, _ call: ChangingCall
    ) throws -> APIEndSpecialPeriodResponse {
        let id = try Identifier(request.specialPeriodID, field: "specialPeriodId")
        guard var record = try call.transaction.specialPeriod(id) else { throw RPCError.notFound() }
        guard record.endedAt == nil, record.period.endsAt > call.context.now else {
            throw RPCError.failedPrecondition("the period is over already")
        }
        record.endedAt = call.context.now
        try call.transaction.update(record)
        call.count(.specialPeriods, 1)
        return .with { $0.period = APISpecialPeriod(record, at: call.context.now, zone: zone) }
    }

    public func listSpecialReviews(
        _ request: APIListSpecialReviewsRequest, _ call: ReadingCall
    ) throws -> APIListSpecialReviewsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let page = try PageRequest(request.page)
        let reviews = try call.transaction.openSpecialReviews(ofSchool: school)
            .filter { try call.isInside(unit, student: $0.student) }
        let (shown, next) = try page.byUrgency(reviews) { Urgency(.none, since: $0.dueAt, $0.id) }
        call.count(.specialReviews, shown.count)
        return try .with {
            $0.reviews = try shown.map { try call.contract($0) }
            $0.nextPage = next
        }
    }

    public func completeSpecialReview(
        _ request: APICompleteSpecialReviewRequest, _ call: ChangingCall
    ) throws -> APICompleteSpecialReviewResponse {
        let id = try Identifier(request.specialReviewID, field: "specialReviewId")
        guard var review = try call.transaction.specialReview(id) else { throw RPCError.notFound() }
        guard review.doneAt == nil else { throw RPCError.failedPrecondition("the review is done already") }
        review.finding = try FreeText.required(request.finding, field: "finding")
        review.level = try AttentionLevel(request.level, field: "level")
        review.doneBy = call.context.accountID
        review.doneAt = call.context.now
        try call.transaction.update(review)
        try call.tellArchive(
            .specialReview, of: review.student, in: review.school, subject: review.id, "特殊节点排查")
        call.count(.specialReviews, 1)
        return try .with { $0.review = try call.reading.contract(review) }
    }

    private func date(_ text: String, field: String) throws -> CalendarDate {
        guard let date = CalendarDate(text) else {
            throw RPCError.invalidArgument(field: field, description: "must be a date, as 2027-03-01")
        }
        return date
    }
}
