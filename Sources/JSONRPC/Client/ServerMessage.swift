/// One line from a server, as a client understands it.
enum ServerMessage {
    case result(id: Int, [UInt8])
    /// Without an id the server speaks of the connection, or of a line that it could not read.
    case failure(id: Int?, RPCError)
    /// A message of a server stream.
    case message(id: Int, [UInt8])
    /// A notification that this client does not know.
    case other

    /// Nothing when the line is not what a server sends.
    init?(_ line: UnsafeRawBufferPointer, ledger: inout KeyLedger) {
        var lent = KeyLedger()
        swap(&lent, &ledger)
        var scanner = JSONScanner(line, ledger: lent)
        defer { ledger = scanner.takeLedger() }
        var id: JSONValue?
        var result: JSONValue?
        var method: JSONValue?
        var error: RPCError?
        var message = StreamMessage()
        guard scanner.current == UInt8(ascii: "{") else { return nil }
        let isValid = scanner.object { scanner, key in
            if scanner.key(key, is: "error") {
                error = RPCError.decode(&scanner)
                return scanner.fault == nil
            }
            if scanner.key(key, is: "params") { return message.scan(&scanner) }
            guard let value = scanner.capture() else { return false }
            if scanner.key(key, is: "id") {
                id = value
            } else if scanner.key(key, is: "result") {
                result = value
            } else if scanner.key(key, is: "method") {
                method = value
            }
            return true
        }
        guard isValid, scanner.endOfText(), !scanner.hasDuplicateKey else { return nil }
        if let method {
            guard scanner.string(method) == "rpc.stream" else {
                self = .other
                return
            }
            guard let id = Self.number(message.id, in: scanner), let message = message.message else { return nil }
            self = .message(id: id, Array(line[message.range]))
        } else if let error {
            self = .failure(id: Self.number(id, in: scanner), error)
        } else if let result, let id = Self.number(id, in: scanner) {
            self = .result(id: id, Array(line[result.range]))
        } else {
            return nil
        }
    }

    private static func number(_ value: JSONValue?, in scanner: JSONScanner) -> Int? {
        value.flatMap { scanner.integer($0) }
    }
}

/// The parameters of `rpc.stream`.
private struct StreamMessage {
    var id: JSONValue?
    var message: JSONValue?

    mutating func scan(_ scanner: inout JSONScanner) -> Bool {
        guard scanner.current == UInt8(ascii: "{") else { return scanner.value() }
        return scanner.object { scanner, key in
            guard let value = scanner.capture() else { return false }
            if scanner.key(key, is: "id") {
                id = value
            } else if scanner.key(key, is: "message") {
                message = value
            }
            return true
        }
    }
}
