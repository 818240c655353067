/// Walks once over a JSON text and says whether it is one, exactly by RFC 8259, without building anything.
///
/// Beyond the RFC: UTF-8 must be valid, surrogates must come in pairs, nesting has a limit, a byte order mark is
/// refused. A key that comes twice in one object is legal JSON: it is noted in `hasDuplicateKey`.
///
/// The methods answer false, or nothing, once `fault` is set. The text must outlive the scanner, which reads it
/// only between `position` and `end`, and moves `position` only forward.
struct JSONScanner {
    let source: JSONSource
    let end: Int
    private(set) var position = 0
    private(set) var fault: JSONFault?
    var hasDuplicateKey = false
    private var depth = 0
    private let depthLimit: Int
    private var ledger: KeyLedger

    /// `ledger` lends its memory, so that a scanner that is made for each line allocates nothing; see `takeLedger`.
    init(_ text: UnsafeRawBufferPointer, depthLimit: Int = 100, ledger: consuming KeyLedger = KeyLedger()) {
        source = JSONSource(text)
        end = source.count
        self.depthLimit = depthLimit
        self.ledger = ledger
    }

    /// Gives the memory back; the scanner must not be used afterwards.
    mutating func takeLedger() -> KeyLedger {
        var taken = KeyLedger()
        swap(&taken, &ledger)
        taken.removeAll()
        return taken
    }

    // MARK: Bytes

    /// The byte at `position`, or nothing at the end.
    @inline(__always)
    var current: UInt8? { position < end ? source[position] : nil }

    @inline(__always)
    mutating func advance(by count: Int = 1) { position += count }

    @discardableResult
    mutating func fail(_ reason: JSONFault.Reason) -> Bool {
        if fault == nil { fault = JSONFault(reason: reason, offset: position) }
        return false
    }

    /// For the byte at `position`, which no rule allows.
    @inline(never)
    mutating func failHere() -> Bool {
        fail(position < end ? .unexpectedByte : .endsTooEarly)
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while position < end {
            switch source[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    // MARK: Values

    /// The whole text: one value with nothing but white space around it.
    mutating func text() -> Bool {
        skipWhitespace()
        return value() && endOfText()
    }

    mutating func endOfText() -> Bool {
        skipWhitespace()
        return position == end || fail(.textAfterValue)
    }

    /// One value, starting at `position`.
    mutating func value() -> Bool {
        guard position < end else { return fail(.endsTooEarly) }
        switch source[position] {
        case UInt8(ascii: "\""): return string() != nil
        case UInt8(ascii: "{"): return object { scanner, _ in scanner.value() }
        case UInt8(ascii: "["): return array { $0.value() }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
        case UInt8(ascii: "t"): return literal("true")
        case UInt8(ascii: "f"): return literal("false")
        case UInt8(ascii: "n"): return literal("null")
        default: return fail(.unexpectedByte)
        }
    }

    /// One value, and where it lies.
    mutating func capture() -> JSONValue? {
        let start = position
        guard position < end else {
            fail(.endsTooEarly)
            return nil
        }
        let kind = JSONValue.kind(of: source[start])
        if kind == .string {
            guard let string = string() else { return nil }
            return JSONValue(kind: .string, range: start..<position, hasEscapes: string.hasEscapes)
        }
        guard value() else { return nil }
        return JSONValue(kind: kind, range: start..<position, hasEscapes: false)
    }

    /// An object, starting at its brace; `member` must scan the value, which starts at `position`.
    @inline(__always)
    mutating func object(_ member: (inout JSONScanner, JSONKey) -> Bool) -> Bool {
        guard enter() else { return false }
        let mark = ledger.count
        skipWhitespace()
        if current == UInt8(ascii: "}") { return leave() }
        while true {
            guard current == UInt8(ascii: "\"") else { return failHere() }
            guard let string = string() else { return false }
            let key = ledger.key(string, in: source)
            if ledger.add(key, since: mark, in: source) { hasDuplicateKey = true }
            skipWhitespace()
            guard current == UInt8(ascii: ":") else { return failHere() }
            position += 1
            skipWhitespace()
            guard member(&self, key) else { return false }
            skipWhitespace()
            if current == UInt8(ascii: ",") {
                position += 1
                skipWhitespace()
            } else if current == UInt8(ascii: "}") {
                if ledger.close(since: mark, in: source) { hasDuplicateKey = true }
                return leave()
            } else {
                return failHere()
            }
        }
    }

    /// An array, starting at its bracket; `element` must scan the value, which starts at `position`.
    @inline(__always)
    mutating func array(_ element: (inout JSONScanner) -> Bool) -> Bool {
        guard enter() else { return false }
        skipWhitespace()
        if current == UInt8(ascii: "]") { return leave() }
        while true {
            guard element(&self) else { return false }
            skipWhitespace()
            if current == UInt8(ascii: ",") {
                position += 1
                skipWhitespace()
            } else if current == UInt8(ascii: "]") {
                return leave()
            } else {
                return failHere()
            }
        }
    }

    /// Whether `key`, as it reads, is `name`.
    func key(_ key: JSONKey, is name: StaticString) -> Bool {
        guard key.length == name.utf8CodeUnitCount else { return false }
        return ledger.withBytes(of: key, in: source) { bytes in
            JSONSource.isEqual(
                bytes, UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        }
    }

    private mutating func enter() -> Bool {
        guard depth < depthLimit else { return fail(.nestedTooDeep) }
        depth += 1
        position += 1
        return true
    }

    private mutating func leave() -> Bool {
        depth -= 1
        position += 1
        return true
    }

    private mutating func literal(_ word: StaticString) -> Bool {
        for index in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[index] else { return failHere() }
            position += 1
        }
        return true
    }

    private mutating func number() -> Bool {
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") {
            position += 1
        } else {
            guard digits() else { return false }
        }
        if current == UInt8(ascii: ".") {
            position += 1
            guard digits() else { return false }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard digits() else { return false }
        }
        return true
    }

    /// One digit or more.
    private mutating func digits() -> Bool {
        let start = position
        while position < end, source[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        return position > start || fail(position < end ? .badNumber : .endsTooEarly)
    }
}
