/// A referral (转介) to an institution (T23, T24): the school's steps, then the institution's, then the school's.
public enum ReferralState: String, StateMachine {
    case drafted
    case consented
    case sent
    case received
    case scheduled
    case attended
    case noShow = "no_show"
    case feedback
    /// By the institution; the school closes it with what follows.
    case refused
    case closed
    /// By the school, or with the consent that it rested on.
    case withdrawn

    public enum Move: String, CaseIterable, Sendable {
        /// A consent, the first or a further version.
        case consent
        case withdrawConsent = "withdraw consent"
        case send
        /// In a crisis, without consent.
        case sendOnLegalGround = "send on legal ground"
        case receive
        case refuse
        /// A first date, or another one.
        case schedule
        case attend
        case miss
        /// A first feedback, or another in its place.
        case giveFeedback = "give feedback"
        case close
        case withdraw
    }

    public func target(of move: Move) -> ReferralState? {
        switch (self, move) {
        case (.drafted, .consent), (.consented, .consent): .consented
        case (.drafted, .sendOnLegalGround), (.consented, .send): .sent
        case (.sent, .receive): .received
        case (.sent, .refuse), (.received, .refuse): .refused
        case (.received, .schedule), (.scheduled, .schedule), (.noShow, .schedule): .scheduled
        case (.scheduled, .attend): .attended
        case (.scheduled, .miss): .noShow
        case (.attended, .giveFeedback), (.feedback, .giveFeedback): .feedback
        case (.feedback, .close), (.refused, .close), (.noShow, .close): .closed
        // Consent that comes or changes on the way does not set it back.
        case (_, .consent) where isWithInstitution: self
        case (.consented, .withdrawConsent): .drafted
        case (_, .withdrawConsent) where isWithInstitution: .withdrawn
        case (.drafted, .withdraw), (.consented, .withdraw), (.sent, .withdraw), (.received, .withdraw),
            (.scheduled, .withdraw), (.noShow, .withdraw):
            .withdrawn
        default: nil
        }
    }

    /// Whether the institution has it, and sees what consent covers.
    public var isWithInstitution: Bool {
        switch self {
        case .sent, .received, .scheduled, .attended, .noShow, .feedback: true
        case .drafted, .consented, .refused, .closed, .withdrawn: false
        }
    }

    public var isOpen: Bool { self != .closed && self != .withdrawn }

    /// Who takes the next step; nobody once it has ended. Who did not come is talked to by the school, and given another
    /// date by the institution.
    public var nextParties: Set<Party> {
        switch self {
        case .drafted, .consented, .feedback, .refused: [.school]
        case .sent, .received, .scheduled, .attended: [.institution]
        case .noShow: [.school, .institution]
        case .closed, .withdrawn: []
        }
    }

    public enum Party: String, Hashable, Sendable, CaseIterable { case school, institution }
}
