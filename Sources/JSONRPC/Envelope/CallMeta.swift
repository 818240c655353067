/// What a caller says about a call beside its parameters: the request's member `meta`.
public struct CallMeta: Sendable, Hashable {
    /// The longest texts that are taken, in bytes.
    static let longestAuthorization = 4096
    static let longestIdempotencyKey = 128
    static let longestPurpose = 512
    static let longestRequestID = 128

    /// Credentials, as `Bearer …`.
    public var authorization: String?
    /// How long the caller waits; the server may cut it.
    public var timeout: Duration?
    /// The same key gives the same answer.
    public var idempotencyKey: String?
    /// Why personal data is asked for, in the caller's words.
    public var purpose: String?
    /// The caller's own name for the request, found again in logs and errors.
    public var requestID: String?

    public init(
        authorization: String? = nil, timeout: Duration? = nil, idempotencyKey: String? = nil, purpose: String? = nil,
        requestID: String? = nil
    ) {
        self.authorization = authorization
        self.timeout = timeout
        self.idempotencyKey = idempotencyKey
        self.purpose = purpose
        self.requestID = requestID
    }

    var isEmpty: Bool {
        authorization == nil && timeout == nil && idempotencyKey == nil && purpose == nil && requestID == nil
    }

    /// Appends the member's value.
    func encode(into text: inout [UInt8]) {
        var separator: StaticString = "{"
        func member(_ name: StaticString, _ value: String?) {
            guard let value else { return }
            text.append(ascii: separator)
            text.append(ascii: name)
            text.append(jsonString: value)
            separator = ","
        }
        member("\"authorization\":", authorization)
        member("\"idempotencyKey\":", idempotencyKey)
        member("\"purpose\":", purpose)
        member("\"requestId\":", requestID)
        if let timeout {
            text.append(ascii: separator)
            text.append(ascii: "\"timeout\":")
            // Zero is no time at all, which the server refuses.
            text.append(decimal: max(1, timeout.wholeMilliseconds))
            separator = ","
        }
        text.append(ascii: isEmpty ? "{}" : "}")
    }
}
