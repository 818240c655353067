/// The clocks of a referral: configuration (`config/rules/referrals.json`).
///
/// Shipped: the green channel (绿色通道, T24) answers within hours, any other institution within days. No statute fixes
/// these figures.
public struct ReferralRules: Sendable, Hashable, Codable {
    /// How long a referral may stay in each state before the next step is late.
    public struct Clock: Sendable, Hashable, Codable {
        public let drafted: TimeSpan
        public let consented: TimeSpan
        public let sent: TimeSpan
        public let received: TimeSpan
        /// After the appointment.
        public let scheduled: TimeSpan
        public let attended: TimeSpan
        public let noShow: TimeSpan
        public let feedback: TimeSpan
        public let refused: TimeSpan

        public init(
            drafted: TimeSpan, consented: TimeSpan, sent: TimeSpan, received: TimeSpan, scheduled: TimeSpan,
            attended: TimeSpan, noShow: TimeSpan,
            feedback: TimeSpan, refused: TimeSpan
        ) {
            self.drafted = drafted
            self.consented = consented
            self.sent = sent
            self.received = received
            self.scheduled = scheduled
            self.attended = attended
            self.noShow = noShow
            self.feedback = feedback
            self.refused = refused
        }

        /// Nothing for a state that nobody has to do anything about.
        public func span(in state: ReferralState) -> TimeSpan? {
            switch state {
            case .drafted: drafted
            case .consented: consented
            case .sent: sent
            case .received: received
            case .scheduled: scheduled
            case .attended: attended
            case .noShow: noShow
            case .feedback: feedback
            case .refused: refused
            case .closed, .withdrawn: nil
            }
        }
    }

    public let ordinary: Clock
    public let greenChannel: Clock
    /// The birthday from which a student's own consent is asked for, and the guardian's no longer counts: full capacity
    /// for civil acts begins with 18 (民法典 17, 18).
    public let ownConsentFromAge: Int
    /// On which a crisis referral may go without consent; none where every referral needs it.
    public let grounds: [ReferralGround]

    public init(ordinary: Clock, greenChannel: Clock, ownConsentFromAge: Int, grounds: [ReferralGround]) {
        self.ordinary = ordinary
        self.greenChannel = greenChannel
        self.ownConsentFromAge = ownConsentFromAge
        self.grounds = grounds
    }

    public func ground(_ id: String) -> ReferralGround? { grounds.first { $0.id == id } }

    /// What is wrong with the figures; nothing when they hold.
    public var finding: String? {
        for state in ReferralState.allCases {
            guard let usual = ordinary.span(in: state), let green = greenChannel.span(in: state) else { continue }
            guard usual > .none, green > .none else { return "\(state.rawValue): the span must be above 0" }
            guard green <= usual else {
                return "\(state.rawValue): the green channel must not be slower than the ordinary way"
            }
        }
        guard ConsentRule(ownConsentFrom: ownConsentFromAge) != nil else {
            return "ownConsentFromAge must be 14 to 18"
        }
        guard grounds.allSatisfy({ !$0.id.isEmpty && !$0.law.isEmpty }) else {
            return "grounds: each needs an id and a law"
        }
        guard Set(grounds.map(\.id)).count == grounds.count else { return "grounds: an id stands twice" }
        return nil
    }

    /// By when the step is due that `state` waits for, entered at `moment`; nothing once the referral has ended.
    ///
    /// - Parameter appointment: in `scheduled` the time runs from there, when it lies later.
    public func due(
        in state: ReferralState, since moment: Timestamp, appointment: Timestamp?, isGreenChannel: Bool
    ) -> Timestamp? {
        let clock = isGreenChannel ? greenChannel : ordinary
        guard let span = clock.span(in: state) else { return nil }
        let start = state == .scheduled ? max(moment, appointment ?? moment) : moment
        return start + span.duration
    }

    /// Whose consent counts for who was born on `birthDate`: the guardian's where that is not known.
    public func consentGiver(born birthDate: CalendarDate?, on day: CalendarDate) -> ConsentRule.Giver {
        guard let birthDate, let rule = ConsentRule(ownConsentFrom: ownConsentFromAge) else { return .guardian }
        return rule.giver(born: birthDate, on: day)
    }
}
