/// What becomes of the proposal that a measured effect made for the care list.
public enum CareProposalState: String, StateMachine {
    case pending
    case accepted
    case overridden
    case declined
    /// A newer measurement, or a change of the entry, made it pointless.
    case superseded

    public static let thing = "proposal for the care list"

    public enum Move: String, CaseIterable, Sendable {
        case accept
        /// Something else is done; it stands beside what the rule said.
        case override
        /// Nothing is done.
        case decline
        case supersede
    }

    public func target(of move: Move) -> CareProposalState? {
        guard self == .pending else { return nil }
        return switch move {
        case .accept: .accepted
        case .override: .overridden
        case .decline: .declined
        case .supersede: .superseded
        }
    }
}
