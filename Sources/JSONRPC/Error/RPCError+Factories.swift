extension RPCError {
    public static let parseError = RPCError(.parseError, "not JSON")

    public static func invalidRequest(_ message: String) -> RPCError { RPCError(.invalidRequest, message) }

    public static let methodNotFound = RPCError(.methodNotFound, "no such method; rpc.discover lists them")

    /// The shape of `params` or `meta` is wrong.
    public static func invalidParams(_ message: String) -> RPCError { RPCError(.invalidParams, message) }

    public static func invalidParams(field: String, description: String) -> RPCError {
        RPCError(
            .invalidParams, "\(field): \(description)",
            details: Details(fieldViolations: [FieldViolation(field: field, description: description)]))
    }

    /// A field has a value that the method does not take.
    public static func invalidArgument(field: String, description: String) -> RPCError {
        invalidArgument([FieldViolation(field: field, description: description)])
    }

    /// Several fields at once, so that a form can mark all of them.
    public static func invalidArgument(_ violations: [FieldViolation]) -> RPCError {
        let message = violations.first.map { "\($0.field): \($0.description)" } ?? "an argument is not valid"
        return RPCError(.status(.invalidArgument), message, details: Details(fieldViolations: violations))
    }

    public static func notFound(_ message: String = "not found, or not open to you") -> RPCError {
        RPCError(.status(.notFound), message)
    }

    public static func alreadyExists(_ message: String) -> RPCError { RPCError(.status(.alreadyExists), message) }

    public static func permissionDenied(_ message: String = "your role does not allow this") -> RPCError {
        RPCError(.status(.permissionDenied), message)
    }

    public static func unauthenticated(_ message: String = "log in first") -> RPCError {
        RPCError(.status(.unauthenticated), message)
    }

    public static func failedPrecondition(_ message: String) -> RPCError {
        RPCError(.status(.failedPrecondition), message)
    }

    public static func outOfRange(_ message: String) -> RPCError { RPCError(.status(.outOfRange), message) }

    public static func aborted(_ message: String = "changed meanwhile; read again and repeat") -> RPCError {
        RPCError(.status(.aborted), message)
    }

    public static func resourceExhausted(_ message: String, retryDelay: Duration? = nil) -> RPCError {
        RPCError(.status(.resourceExhausted), message, details: Details(retryDelay: retryDelay))
    }

    public static func unavailable(_ message: String = "not serving now", retryDelay: Duration? = nil) -> RPCError {
        RPCError(.status(.unavailable), message, details: Details(retryDelay: retryDelay))
    }

    public static let deadlineExceeded = RPCError(.status(.deadlineExceeded), "not done in time")

    public static let cancelled = RPCError(.status(.cancelled), "cancelled")

    public static func unimplemented(_ message: String = "not implemented here") -> RPCError {
        RPCError(.status(.unimplemented), message)
    }

    /// Says nothing of `cause` to the caller; the log hook gets it under the request id.
    public static func `internal`(cause: any Error) -> RPCError {
        RPCError(
            .status(.internal), "internal error; the log tells more under the request id", cause: cause)
    }

    /// What a handler threw: its own `RPCError`, a cancellation, or something that only the log may know.
    public init(thrown error: any Error) {
        switch error {
        case let error as RPCError: self = error
        case is CancellationError: self = .cancelled
        default: self = .internal(cause: error)
        }
    }
}
