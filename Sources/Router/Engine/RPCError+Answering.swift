internal import Access
internal import Domain
internal import JSONRPC
internal import Store

extension RPCError {
    /// What the caller is told of `error`: the one place where the errors of domain and store become answers.
    init(answering error: any Error) {
        switch error {
        case let error as CallFailure: self.init(answering: error.cause)
        case is CallFailure.Abandoned: self = .cancelled
        case let error as StoreError: self.init(answering: error)
        case let move as IllegalMove: self = .failedPrecondition(move.description)
        case let violation as GrantRules.Violation: self = .failedPrecondition(violation.description)
        default: self.init(thrown: error)
        }
    }

    private init(answering error: StoreError) {
        switch error {
        case .overloaded:
            self = .resourceExhausted("too much is waiting for the database; try again", retryDelay: .seconds(1))
        case .full, .inputOutput, .busy, .closed:
            self.init(
                .status(.unavailable), "nothing can be stored now; nothing was changed",
                details: Details(retryDelay: .seconds(5)), cause: error)
        case .ownerErased: self = .notFound()
        default: self = .internal(cause: error)
        }
    }
}

extension StoreError {
    /// Whether it is the store itself that fails, and not one call.
    var stopsServing: Bool {
        switch self {
        case .full, .inputOutput, .damaged, .closed: true
        default: false
        }
    }
}
