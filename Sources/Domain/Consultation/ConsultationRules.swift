/// The time box of a consultation and the size of its panel: configuration (`config/rules/consultations.json`).
///
/// Shipped: an urgent one is concluded in three days, any other in fourteen; two experts at least. No statute fixes these
/// figures.
public struct ConsultationRules: Sendable, Hashable, Codable {
    /// From the request on.
    public struct TimeBox: Sendable, Hashable, Codable {
        public let assign: TimeSpan
        public let opinion: TimeSpan
        public let conclude: TimeSpan

        public init(assign: TimeSpan, opinion: TimeSpan, conclude: TimeSpan) {
            self.assign = assign
            self.opinion = opinion
            self.conclude = conclude
        }

        var isInOrder: Bool {
            .none < assign && assign <= opinion && opinion <= conclude
        }
    }

    public enum Urgency: String, Sendable, CaseIterable { case ordinary, urgent }

    public let ordinary: TimeBox
    public let urgent: TimeBox
    public let fewestExperts: Int
    public let mostExperts: Int

    public init(ordinary: TimeBox, urgent: TimeBox, fewestExperts: Int, mostExperts: Int) {
        self.ordinary = ordinary
        self.urgent = urgent
        self.fewestExperts = fewestExperts
        self.mostExperts = mostExperts
    }

    /// What is wrong with the figures; nothing when they hold.
    public var finding: String? {
        guard ordinary.isInOrder, urgent.isInOrder else {
            return "the spans of a time box must be above 0 and not fall: assign, opinion, conclude"
        }
        guard 0 < fewestExperts, fewestExperts <= mostExperts else {
            return "fewestExperts must be above 0 and not above mostExperts"
        }
        return nil
    }

    /// The moments of a consultation that is asked for at `moment`.
    public func deadlines(for urgency: Urgency, requestedAt moment: Timestamp) -> ConsultationDeadlines {
        let box =
            switch urgency {
            case .ordinary: ordinary
            case .urgent: urgent
            }
        func after(_ span: TimeSpan) -> Timestamp { moment + span.duration }
        return ConsultationDeadlines(
            assignBy: after(box.assign), opinionsBy: after(box.opinion),
            concludeBy: after(box.conclude))
    }
}

/// By when a consultation takes its steps. Its experts see nothing of it after the last.
public struct ConsultationDeadlines: Sendable, Hashable {
    public let assignBy: Timestamp
    public let opinionsBy: Timestamp
    public let concludeBy: Timestamp

    public init(assignBy: Timestamp, opinionsBy: Timestamp, concludeBy: Timestamp) {
        self.assignBy = assignBy
        self.opinionsBy = opinionsBy
        self.concludeBy = concludeBy
    }

    /// When the step is due that a state waits for; nothing once it has ended.
    public func due(in state: ConsultationState) -> Timestamp? {
        switch state {
        case .requested: assignBy
        case .assigned: opinionsBy
        case .opinionsIn: concludeBy
        case .concluded, .cancelled, .expired: nil
        }
    }
}
