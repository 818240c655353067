/// Why a call failed: a code from a closed set, a message for people, and a cause that never leaves the process.
public struct RPCError: Error, Sendable {
    /// What the caller's program decides by.
    public enum Code: Sendable, Hashable {
        /// The line is not JSON: −32700.
        case parseError
        /// JSON, but not a request: −32600.
        case invalidRequest
        /// −32601.
        case methodNotFound
        /// `params` or `meta` have the wrong shape: −32602.
        case invalidParams
        /// The protocol's own machinery failed: −32603.
        case internalError
        /// What the application says: −32000 less the status's number.
        case status(GRPCStatus)

        /// The number in `error.code`.
        public var number: Int {
            switch self {
            case .parseError: -32700
            case .invalidRequest: -32600
            case .methodNotFound: -32601
            case .invalidParams: -32602
            case .internalError: -32603
            case .status(let status): -32000 - status.rawValue
            }
        }

        /// The code with this number, or nothing if there is none.
        public init?(number: Int) {
            switch number {
            case -32700: self = .parseError
            case -32600: self = .invalidRequest
            case -32601: self = .methodNotFound
            case -32602: self = .invalidParams
            case -32603: self = .internalError
            default:
                guard -32016...(-32001) ~= number, let status = GRPCStatus(rawValue: -32000 - number) else {
                    return nil
                }
                self = .status(status)
            }
        }
    }

    /// One field of the request that is not right.
    public struct FieldViolation: Sendable, Hashable {
        /// The path in `params` or `meta`, as `student.grade`.
        public let field: String
        /// What to do about it. Never the field's value.
        public let description: String

        public init(field: String, description: String) {
            self.field = field
            self.description = description
        }
    }

    /// What a program can act on beside the code.
    public struct Details: Sendable, Hashable {
        public var fieldViolations: [FieldViolation]
        /// Try again after this; sent in milliseconds.
        public var retryDelay: Duration?
        /// Under which the daemon's log tells more.
        public var requestID: String?

        public init(fieldViolations: [FieldViolation] = [], retryDelay: Duration? = nil, requestID: String? = nil) {
            self.fieldViolations = fieldViolations
            self.retryDelay = retryDelay
            self.requestID = requestID
        }

        var isEmpty: Bool { fieldViolations.isEmpty && retryDelay == nil && requestID == nil }
    }

    public let code: Code
    /// For people: what is wrong and what to do. Holds no personal data.
    public let message: String
    public var details: Details
    /// Given to the log hook only; never encoded.
    public let cause: (any Error)?

    public init(_ code: Code, _ message: String, details: Details = Details(), cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.details = details
        self.cause = cause
    }

    /// The gRPC status, when the application set one.
    public var status: GRPCStatus? {
        if case .status(let status) = code { status } else { nil }
    }
}

/// By what is sent: two errors with different causes are the same to the caller.
extension RPCError: Equatable {
    public static func == (left: RPCError, right: RPCError) -> Bool {
        left.code == right.code && left.message == right.message && left.details == right.details
    }
}

extension RPCError: CustomStringConvertible {
    public var description: String { "\(status?.name ?? String(code.number)): \(message)" }
}
