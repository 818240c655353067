/// A crisis case (危机个案), from its opening to its end (T23).
public enum CrisisState: String, StateMachine {
    case opened
    case stabilising
    case inTreatment = "in_treatment"
    case returnAssessment = "return_assessment"
    case followUp = "follow_up"
    case closed

    public static let thing = "crisis case"

    public enum Move: String, CaseIterable, Sendable {
        case stabilise
        case beginTreatment = "begin treatment"
        case assessReturn = "assess return"
        /// The assessment said not yet.
        case resumeTreatment = "resume treatment"
        case followUp = "follow up"
        /// In danger again: the checklist begins anew.
        case relapse
        case close
    }

    public func target(of move: Move) -> CrisisState? {
        switch (self, move) {
        case (.opened, .stabilise): .stabilising
        case (.stabilising, .beginTreatment): .inTreatment
        case (.inTreatment, .assessReturn): .returnAssessment
        case (.returnAssessment, .resumeTreatment): .inTreatment
        case (.returnAssessment, .followUp): .followUp
        case (.inTreatment, .relapse), (.returnAssessment, .relapse), (.followUp, .relapse): .stabilising
        case (.followUp, .close): .closed
        default: nil
        }
    }

    public var isOpen: Bool { self != .closed }
}
