extension RPCError {
    /// Reads the value of an `error` member; nothing when it has not the shape of one. A code that is not in the set
    /// becomes `UNKNOWN`.
    static func decode(_ scanner: inout JSONScanner) -> RPCError? {
        guard scanner.current == UInt8(ascii: "{") else {
            _ = scanner.value()
            return nil
        }
        var number: Int?
        var message: String?
        var details = Details()
        let isValid = scanner.object { scanner, key in
            if scanner.key(key, is: "data") {
                return inside(&scanner, member: "details") { details.decode(&$0) }
            }
            guard let value = scanner.capture() else { return false }
            if scanner.key(key, is: "code") {
                number = scanner.integer(value)
            } else if scanner.key(key, is: "message"), value.kind == .string {
                message = scanner.string(value)
            }
            return true
        }
        guard isValid, let number, let message else { return nil }
        return RPCError(Code(number: number) ?? .status(.unknown), message, details: details)
    }

    /// Scans a value and, when it is an object, hands the value of its member `member` to `body`.
    private static func inside(
        _ scanner: inout JSONScanner, member: StaticString, _ body: (inout JSONScanner) -> Bool
    ) -> Bool {
        guard scanner.current == UInt8(ascii: "{") else { return scanner.value() }
        return scanner.object { scanner, key in scanner.key(key, is: member) ? body(&scanner) : scanner.value() }
    }
}

extension RPCError.Details {
    fileprivate mutating func decode(_ scanner: inout JSONScanner) -> Bool {
        guard scanner.current == UInt8(ascii: "{") else { return scanner.value() }
        return scanner.object { scanner, key in
            if scanner.key(key, is: "fieldViolations"), scanner.current == UInt8(ascii: "[") {
                return scanner.array { scanner in
                    let violation = RPCError.FieldViolation.decode(&scanner)
                    if let violation { fieldViolations.append(violation) }
                    return scanner.fault == nil
                }
            }
            guard let value = scanner.capture() else { return false }
            if scanner.key(key, is: "retryDelay") {
                retryDelay = scanner.integer(value).map { .milliseconds($0) }
            } else if scanner.key(key, is: "requestId"), value.kind == .string {
                requestID = scanner.string(value)
            }
            return true
        }
    }
}

extension RPCError.FieldViolation {
    fileprivate static func decode(_ scanner: inout JSONScanner) -> RPCError.FieldViolation? {
        guard scanner.current == UInt8(ascii: "{") else {
            _ = scanner.value()
            return nil
        }
        var field: String?
        var description: String?
        let isValid = scanner.object { scanner, key in
            guard let value = scanner.capture() else { return false }
            guard value.kind == .string else { return true }
            if scanner.key(key, is: "field") {
                field = scanner.string(value)
            } else if scanner.key(key, is: "description") {
                description = scanner.string(value)
            }
            return true
        }
        guard isValid, let field, let description else { return nil }
        return RPCError.FieldViolation(field: field, description: description)
    }
}
