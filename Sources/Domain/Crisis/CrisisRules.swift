/// Checklist, deadlines and follow-ups of a crisis case: configuration (`config/rules/crisis.json`).
///
/// No statute fixes the figures; 精神卫生法第十六、二十八条, 未成年人保护法第十一条 and T23 say what is to be done.
public struct CrisisRules: Sendable, Hashable {
    public struct Point: Sendable, Hashable, Codable {
        public let kind: CrisisPoint
        /// Whether the case stays where it is until the point is done or excused.
        public let mandatory: Bool
        /// After the opening, or the relapse.
        public let within: TimeSpan

        public init(kind: CrisisPoint, mandatory: Bool, within: TimeSpan) {
            self.kind = kind
            self.mandatory = mandatory
            self.within = within
        }
    }

    /// Why a file is refused.
    public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        case points
        case followUps
        case report
        case nextStep
        case specialPeriods

        public var description: String {
            switch self {
            case .points: "checklist: each of the five points must be there once, and one of them mandatory"
            case .followUps: "followUps: there must be one at least, each later than the one before"
            case .report: "reportWithin: must not be later than the last follow-up, or a case could end without it"
            case .nextStep: "nextStepWithin: must be longer than nothing"
            case .specialPeriods: "specialPeriods: each kind must be there, its intervalPercent from 1 to 100"
            }
        }
    }

    /// In the order in which it is shown.
    public let checklist: [Point]
    /// How far ahead a next step may lie at most.
    public let nextStepWithin: TimeSpan
    /// After the beginning of follow-up.
    public let followUps: [TimeSpan]
    /// By when the case report is signed, after the beginning of follow-up.
    public let reportWithin: TimeSpan
    public let specialPeriods: [SpecialPeriodKind: SpecialPeriodRule]

    public init(
        checklist: [Point], nextStepWithin: TimeSpan, followUps: [TimeSpan], reportWithin: TimeSpan,
        specialPeriods: [SpecialPeriodKind: SpecialPeriodRule]
    ) throws(Fault) {
        guard checklist.count == CrisisPoint.allCases.count, Set(checklist.map(\.kind)).count == checklist.count,
            checklist.contains(where: \.mandatory)
        else { throw .points }
        guard let last = followUps.last, zip(followUps, followUps.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .followUps
        }
        guard reportWithin <= last else { throw .report }
        guard nextStepWithin.duration > .zero else { throw .nextStep }
        guard
            SpecialPeriodKind.allCases.allSatisfy({ specialPeriods[$0].map { 1...100 ~= $0.intervalPercent } ?? false })
        else { throw .specialPeriods }
        self.checklist = checklist
        self.nextStepWithin = nextStepWithin
        self.followUps = followUps
        self.reportWithin = reportWithin
        self.specialPeriods = specialPeriods
    }

    /// By when a next step must be done at the latest.
    public func lastMoment(forStepFrom now: Timestamp, during periods: [SpecialPeriod]) -> Timestamp {
        now + ReviewInterval.during(periods, at: now, usually: nextStepWithin.duration)
    }

    /// The moments of the follow-ups that begin at `moment`.
    public func followUpMoments(from moment: Timestamp, during periods: [SpecialPeriod]) -> [Timestamp] {
        followUps.map { moment + ReviewInterval.during(periods, at: moment, usually: $0.duration) }
    }
}

extension CrisisRules: Decodable {
    private enum CodingKeys: String, CodingKey {
        case checklist, nextStepWithin, followUps, reportWithin, specialPeriods
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let periods = try fields.decode([String: SpecialPeriodRule].self, forKey: .specialPeriods)
        var rules: [SpecialPeriodKind: SpecialPeriodRule] = [:]
        for (name, rule) in periods {
            guard let kind = SpecialPeriodKind(rawValue: name) else { throw Fault.specialPeriods }
            rules[kind] = rule
        }
        try self.init(
            checklist: try fields.decode([Point].self, forKey: .checklist),
            nextStepWithin: try fields.decode(TimeSpan.self, forKey: .nextStepWithin),
            followUps: try fields.decode([TimeSpan].self, forKey: .followUps),
            reportWithin: try fields.decode(TimeSpan.self, forKey: .reportWithin), specialPeriods: rules)
    }
}
