/// An archive on its way to another school (T23). The copy that stays is open until the other school's receipt is there;
/// from then on it is read, and at last destroyed.
public enum TransferState: String, StateMachine {
    /// The parcel was made and handed out.
    case sealed
    /// The receiving school has signed for it: the copy here is read-only.
    case acknowledged
    /// The copy here has been destroyed.
    case expired
    /// The student stays, or the parcel was lost: its receipt is not taken any more.
    case withdrawn

    public enum Move: String, CaseIterable, Sendable {
        case acknowledge
        case withdraw
        case expire
    }

    public func target(of move: Move) -> TransferState? {
        switch (self, move) {
        case (.sealed, .acknowledge): .acknowledged
        case (.sealed, .withdraw): .withdrawn
        case (.acknowledged, .expire): .expired
        default: nil
        }
    }

    /// Whether the copy of the archive that stays may only be read.
    public var isReadOnly: Bool { self == .acknowledged || self == .expired }
}
