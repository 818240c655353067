public import Domain

extension APITransferState {
    public init(_ state: TransferState) {
        switch state {
        case .sealed: self = .sealed
        case .acknowledged: self = .acknowledged
        case .expired: self = .expired
        case .withdrawn: self = .withdrawn
        }
    }
}
