/// How the care list moves and how often its entries and plans are looked at: configuration (`config/rules/care.json`).
/// No statute fixes these figures.
public struct CareRules: Sendable, Hashable, Codable {
    public struct Spans: Sendable, Hashable, Codable {
        public let watch: Int64
        public let concern: Int64
        public let crisis: Int64

        public init(watch: Int64, concern: Int64, crisis: Int64) {
            self.watch = watch
            self.concern = concern
            self.crisis = crisis
        }

        fileprivate func span(for level: AttentionLevel) -> Duration {
            switch level {
            case .none, .watch: .seconds(watch)
            case .concern: .seconds(concern)
            case .crisis: .seconds(crisis)
            }
        }
    }

    /// What is wrong with the figures.
    public struct Finding: Error, Sendable, Hashable, CustomStringConvertible {
        public let description: String
    }

    /// How long a level stands at least before the rule proposes a milder one or removal. A graver one is proposed at any
    /// time.
    public let dwellSeconds: Spans
    /// From one review of an entry to the next, also of one that is only monitored: its level stands.
    public let reviewSeconds: Spans
    /// From one look to the next at a student whose family declined help and accepted monitoring.
    public let declinedReviewSeconds: Int64
    /// From one attempt to the next to reach a student who was lost.
    public let lostReviewSeconds: Int64

    public init(
        dwellSeconds: Spans, reviewSeconds: Spans, declinedReviewSeconds: Int64, lostReviewSeconds: Int64
    ) {
        self.dwellSeconds = dwellSeconds
        self.reviewSeconds = reviewSeconds
        self.declinedReviewSeconds = declinedReviewSeconds
        self.lostReviewSeconds = lostReviewSeconds
    }

    public func dwell(at level: AttentionLevel) -> Duration { dwellSeconds.span(for: level) }

    /// The wait until the next review of an entry; nothing for one that is proposed only, or removed.
    public func review(of state: CareState, at level: AttentionLevel) -> Duration? {
        switch state {
        case .proposed, .removed: nil
        case .active, .monitoring: reviewSeconds.span(for: level)
        }
    }

    /// The usual wait until the next look at a plan that nobody carries out now; nothing for one that runs or has ended.
    public func review(of state: PlanState) -> Duration? {
        switch state {
        case .declinedMonitored: .seconds(declinedReviewSeconds)
        case .lostToFollowUp: .seconds(lostReviewSeconds)
        case .draft, .active, .reviewDue, .adjusted, .completed, .escalated: nil
        }
    }

    /// The longest span that the figures may have: a school year.
    private static let longest: Int64 = 366 * 86_400

    /// Whether the figures can be worked with.
    ///
    /// - Throws: the first that cannot.
    public func check() throws(Finding) {
        let spans: [(String, Int64, least: Int64)] = [
            ("dwellSeconds.watch", dwellSeconds.watch, 0), ("dwellSeconds.concern", dwellSeconds.concern, 0),
            ("dwellSeconds.crisis", dwellSeconds.crisis, 0), ("reviewSeconds.watch", reviewSeconds.watch, 1),
            ("reviewSeconds.concern", reviewSeconds.concern, 1), ("reviewSeconds.crisis", reviewSeconds.crisis, 1),
            ("declinedReviewSeconds", declinedReviewSeconds, 1), ("lostReviewSeconds", lostReviewSeconds, 1),
        ]
        for (name, span, least) in spans where span < least || span > Self.longest {
            throw Finding(description: "\(name): must be \(least) to \(Self.longest), in seconds")
        }
    }
}
