/// Checks a line and takes its requests out in one pass.
struct EnvelopeScanner {
    private let batchLimit: Int
    /// Memory that goes from line to line.
    private var ledger = KeyLedger()
    /// Calls come in runs of the same method: its name is not made anew each time.
    private var lastMethod = ""

    init(batchLimit: Int) { self.batchLimit = batchLimit }

    mutating func scan(_ line: UnsafeRawBufferPointer) -> ScannedLine {
        var scanner = JSONScanner(line, ledger: takeLedger())
        defer { ledger = scanner.takeLedger() }
        scanner.skipWhitespace()
        let result: ScannedLine
        if scanner.current == UInt8(ascii: "[") {
            result = batch(&scanner)
        } else {
            result = element(&scanner).map { .single($0) } ?? .fault(Self.parseError(scanner.fault))
        }
        guard scanner.fault == nil, scanner.endOfText() else { return .fault(Self.parseError(scanner.fault)) }
        return result
    }

    private mutating func takeLedger() -> KeyLedger {
        var taken = KeyLedger()
        swap(&taken, &ledger)
        return taken
    }

    private static func parseError(_ fault: JSONFault?) -> RPCError {
        RPCError(.parseError, fault?.message ?? "not JSON")
    }

    private mutating func batch(_ scanner: inout JSONScanner) -> ScannedLine {
        var elements: [ScannedElement] = []
        var count = 0
        let isValid = scanner.array { scanner in
            count += 1
            // To the end all the same: a line that is no JSON at its end must not be half done.
            guard count <= batchLimit else { return scanner.value() }
            guard let element = element(&scanner) else { return false }
            elements.append(element)
            return true
        }
        guard isValid else { return .fault(Self.parseError(scanner.fault)) }
        if count == 0 { return .fault(.invalidRequest("an empty batch")) }
        if count > batchLimit {
            return .fault(.resourceExhausted("a batch takes \(batchLimit) requests at most; send several"))
        }
        return .batch(elements)
    }

    /// One request with all its members; nothing when the text is no JSON.
    private mutating func element(_ scanner: inout JSONScanner) -> ScannedElement? {
        guard scanner.current == UInt8(ascii: "{") else {
            guard scanner.value() else { return nil }
            return .fault(.invalidRequest("a request is an object"), id: .null)
        }
        scanner.hasDuplicateKey = false
        var draft = EnvelopeDraft()
        let isValid = scanner.object { scanner, key in
            if scanner.key(key, is: "meta") {
                return draft.meta.scan(&scanner)
            }
            guard let value = scanner.capture() else { return false }
            if scanner.key(key, is: "method") {
                draft.method = value
            } else if scanner.key(key, is: "params") {
                draft.params = value
            } else if scanner.key(key, is: "id") {
                draft.id = value
            } else if scanner.key(key, is: "jsonrpc") {
                draft.version = value
            }
            return true
        }
        guard isValid else { return nil }
        return draft.element(from: scanner, lastMethod: &lastMethod)
    }
}
