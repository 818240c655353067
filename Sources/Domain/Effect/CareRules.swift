/// How the care list moves and how often its entries and plans are looked at: configuration (`config/rules/care.json`).
/// No statute fixes these figures.
public struct CareRules: Sendable, Hashable, Codable {
    public struct Spans: Sendable, Hashable, Codable {
        public let watch: TimeSpan
        public let concern: TimeSpan
        public let crisis: TimeSpan

        public init(watch: TimeSpan, concern: TimeSpan, crisis: TimeSpan) {
            self.watch = watch
            self.concern = concern
            self.crisis = crisis
        }

        fileprivate func span(for level: AttentionLevel) -> Duration {
            switch level {
            case .none, .watch: watch.duration
            case .concern: concern.duration
            case .crisis: crisis.duration
            }
        }
    }

    /// What is wrong with the figures.
    public struct Finding: Error, Sendable, Hashable, CustomStringConvertible {
        public let description: String
    }

    /// How long a level stands at least before the rule proposes a milder one or removal. A graver one is proposed at any
    /// time.
    public let dwell: Spans
    /// From one review of an entry to the next, also of one that is only monitored: its level stands.
    public let review: Spans
    /// From one look to the next at a student whose family declined help and accepted monitoring.
    public let declinedReview: TimeSpan
    /// From one attempt to the next to reach a student who was lost.
    public let lostReview: TimeSpan

    public init(
        dwell: Spans, review: Spans, declinedReview: TimeSpan, lostReview: TimeSpan
    ) {
        self.dwell = dwell
        self.review = review
        self.declinedReview = declinedReview
        self.lostReview = lostReview
    }

    public func dwell(at level: AttentionLevel) -> Duration { dwell.span(for: level) }

    /// The wait until the next review of an entry; nothing for one that is proposed only, or removed.
    public func review(of state: CareState, at level: AttentionLevel) -> Duration? {
        switch state {
        case .proposed, .removed: nil
        case .active, .monitoring: review.span(for: level)
        }
    }

    /// The usual wait until the next look at a plan that nobody carries out now; nothing for one that runs or has ended.
    public func review(of state: PlanState) -> Duration? {
        switch state {
        case .declinedMonitored: declinedReview.duration
        case .lostToFollowUp: lostReview.duration
        case .draft, .active, .reviewDue, .adjusted, .completed, .escalated: nil
        }
    }

    /// The longest span that the figures may have: a school year.
    private static let longest = TimeSpan(seconds: 366 * 86_400)

    /// Whether the figures can be worked with.
    ///
    /// - Throws: the first that cannot.
    public func check() throws(Finding) {
        let spans: [(String, TimeSpan, least: TimeSpan)] = [
            ("dwell.watch", dwell.watch, .none), ("dwell.concern", dwell.concern, .none),
            ("dwell.crisis", dwell.crisis, .none), ("review.watch", review.watch, .second),
            ("review.concern", review.concern, .second), ("review.crisis", review.crisis, .second),
            ("declinedReview", declinedReview, .second), ("lostReview", lostReview, .second),
        ]
        for (name, span, least) in spans where span < least || span > Self.longest {
            throw Finding(description: "\(name): must be \(least) to \(Self.longest)")
        }
    }
}
