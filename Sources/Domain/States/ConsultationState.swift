/// A consultation of experts (专家会诊, T23) within its time box.
public enum ConsultationState: String, StateMachine {
    case requested
    case assigned
    case opinionsIn = "opinions_in"
    case concluded
    case cancelled
    /// The time box was over before there were opinions.
    case expired

    public enum Move: String, CaseIterable, Sendable {
        /// Experts are put on the panel, the first or further ones.
        case assign
        /// A conflict of interest leaves fewer experts than a panel needs: others are asked for.
        case fallShort = "fall short"
        /// A first opinion of an expert, or another in its place.
        case giveOpinion = "give opinion"
        /// All opinions are in, or nobody waits for the missing ones any more.
        case closeOpinions = "close opinions"
        case conclude
        case cancel
        case expire
    }

    public func target(of move: Move) -> ConsultationState? {
        switch (self, move) {
        case (.requested, .assign), (.assigned, .assign), (.assigned, .giveOpinion): .assigned
        case (.assigned, .fallShort): .requested
        case (.assigned, .closeOpinions), (.opinionsIn, .giveOpinion): .opinionsIn
        case (.opinionsIn, .conclude): .concluded
        case (.requested, .cancel), (.assigned, .cancel), (.opinionsIn, .cancel): .cancelled
        // What opinions there are is not lost with the time box: a person concludes, late.
        case (.requested, .expire), (.assigned, .expire): .expired
        default: nil
        }
    }

    public var isOpen: Bool { self == .requested || self == .assigned || self == .opinionsIn }

    /// Whether the experts on it see its file.
    public var isOpenToExperts: Bool { self == .assigned || self == .opinionsIn }
}
