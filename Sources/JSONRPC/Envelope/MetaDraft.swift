/// Where the members of `meta` lie, before they are judged.
struct MetaDraft {
    private var isPresent = false
    private var isObject = false
    private var authorization: JSONValue?
    private var timeout: JSONValue?
    private var idempotencyKey: JSONValue?
    private var purpose: JSONValue?
    private var requestID: JSONValue?

    /// Scans the member's value; false when the text is no JSON.
    mutating func scan(_ scanner: inout JSONScanner) -> Bool {
        isPresent = true
        isObject = scanner.current == UInt8(ascii: "{")
        guard isObject else { return scanner.value() }
        return scanner.object { scanner, key in
            guard let value = scanner.capture() else { return false }
            if scanner.key(key, is: "authorization") {
                authorization = value
            } else if scanner.key(key, is: "timeout") {
                timeout = value
            } else if scanner.key(key, is: "idempotencyKey") {
                idempotencyKey = value
            } else if scanner.key(key, is: "purpose") {
                purpose = value
            } else if scanner.key(key, is: "requestId") {
                requestID = value
            }
            return true
        }
    }

    func value(from scanner: JSONScanner) -> Result<CallMeta, RPCError> {
        var meta = CallMeta()
        guard isPresent else { return .success(meta) }
        guard isObject else { return .failure(.invalidParams(field: "meta", description: "is an object")) }
        do throws(RPCError) {
            let reader = MetaReader(scanner: scanner)
            meta.authorization = try reader.text(
                authorization, "meta.authorization", limit: CallMeta.longestAuthorization, .printableASCII)
            meta.idempotencyKey = try reader.text(
                idempotencyKey, "meta.idempotencyKey", limit: CallMeta.longestIdempotencyKey, .printableASCII)
            meta.purpose = try reader.text(purpose, "meta.purpose", limit: CallMeta.longestPurpose, .anyLine)
            meta.requestID = try reader.text(
                requestID, "meta.requestId", limit: CallMeta.longestRequestID, .printableASCII)
            meta.timeout = try reader.timeout(timeout)
            return .success(meta)
        } catch {
            return .failure(error)
        }
    }
}

/// Turns the members of `meta` into values, or says what is wrong with them.
private struct MetaReader {
    /// What may stand in a text that will be found again in logs.
    enum Alphabet {
        case printableASCII
        /// Any characters that do not break a line or drive a terminal.
        case anyLine

        func allows(_ byte: UInt8) -> Bool {
            switch self {
            case .printableASCII: 0x20...0x7E ~= byte
            case .anyLine: byte >= 0x20 && byte != 0x7F
            }
        }

        var rule: String {
            switch self {
            case .printableASCII: "takes printable ASCII only"
            case .anyLine: "takes no control characters"
            }
        }
    }

    let scanner: JSONScanner

    func text(_ value: JSONValue?, _ field: String, limit: Int, _ alphabet: Alphabet) throws(RPCError) -> String? {
        guard let value else { return nil }
        guard value.kind == .string else { throw .invalidParams(field: field, description: "is a string") }
        let text = scanner.string(value)
        guard 1...limit ~= text.utf8.count else {
            throw .invalidParams(field: field, description: "takes 1 to \(limit) bytes")
        }
        guard text.utf8.allSatisfy(alphabet.allows) else {
            throw .invalidParams(field: field, description: alphabet.rule)
        }
        return text
    }

    func timeout(_ value: JSONValue?) throws(RPCError) -> Duration? {
        guard let value else { return nil }
        let duration: Duration? =
            switch value.kind {
            case .number: TimeoutText.milliseconds(String(decoding: scanner.source[value.range], as: UTF8.self))
            case .string: TimeoutText.grpc(scanner.string(value))
            default: nil
            }
        guard let duration else { throw .invalidParams(field: "meta.timeout", description: TimeoutText.rule) }
        return duration
    }
}
