/// Reads CSV (RFC 4180) from pieces of any size.
///
///     reader.append(piece)
///     while let result = reader.next() { … }
///     reader.finish()
///     while let result = reader.next() { … }
///
/// Lines end with LF, CR or CRLF. Fields may be quoted, with marks doubled and line ends inside. A byte order mark at the
/// start is dropped, and so are empty lines.
///
/// A fault is given in the place of its record, and reading goes on, so that every line of the file is either in a record
/// or named by a fault:
/// - A record on one line is left out, and the next one begins on the next line.
/// - A record that has gone over a line's end has most likely a quotation mark that opens and never closes, which has
///   swallowed lines that are good. It is reported on the line on which it began, and what comes after that line is read
///   anew. So a mark that is never closed costs its own line only; and the lines of a record that really had line ends in
///   its field, and another fault, are reported each by itself.
public struct CSVReader: Sendable {
    /// What a reader takes before it refuses.
    public struct Limits: Hashable, Sendable {
        public let fieldBytes: Int
        public let recordBytes: Int
        public let fields: Int

        public init(fieldBytes: Int = 4_096, recordBytes: Int = 65_536, fields: Int = 256) {
            self.fieldBytes = fieldBytes
            self.recordBytes = recordBytes
            self.fields = fields
        }
    }

    private enum Place {
        case fieldStart
        case plain
        case quoted
        /// A mark inside a quoted field: the end of the field, or the first of two.
        case mark
        /// What is left of a line with a fault.
        case skipped
    }

    /// The first line's end of a record that goes on: where it is read from anew, should it have a fault.
    private struct LineEnd {
        var position: Int
        let byte: UInt8
    }

    private let limits: Limits
    private var input: [UInt8] = []
    private var position = 0
    private var isAtStart = true
    private var isFinished = false

    private var place = Place.fieldStart
    private var line = 1
    private var recordLine = 1
    private var firstLineEnd: LineEnd?
    /// Of the record that was given last, if it went over a line's end.
    private var given: (line: Int, firstLineEnd: LineEnd)?
    private var lastWasCarriageReturn = false
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    public init(limits: Limits = Limits()) { self.limits = limits }

    /// Takes the next piece of the file.
    public mutating func append(_ piece: some Collection<UInt8>) {
        let done = firstLineEnd?.position ?? position
        if done > 0 {
            input.removeFirst(done)
            position -= done
            firstLineEnd?.position = 0
        }
        input.append(contentsOf: piece)
        given = nil
    }

    /// Says that there is no more; the last record may lack its line end.
    public mutating func finish() { isFinished = true }

    /// The next whole record, or what is wrong with it; nothing until more is appended, or at the end.
    public mutating func next() -> Result<CSVRecord, CSVFault>? {
        given = nil
        do throws(Refusal) {
            return try read().map { .success($0) }
        } catch {
            return .failure(recover(from: error))
        }
    }

    private mutating func read() throws(Refusal) -> CSVRecord? {
        guard skipByteOrderMark() else { return nil }
        while position < input.count {
            let byte = input[position]
            position += 1
            if let record = try take(byte) { return record }
        }
        guard isFinished else { return nil }
        if place == .quoted { throw Refusal(.unclosedQuote) }
        let hasOpenRecord = place != .skipped && (place != .fieldStart || !ends.isEmpty)
        guard hasOpenRecord else { return nil }
        return try endRecord()
    }

    // MARK: - Faults

    /// Why the record in hand cannot be.
    private struct Refusal: Error {
        let reason: CSVFault.Reason
        /// Whether its line is over already.
        let atLineEnd: Bool

        init(_ reason: CSVFault.Reason, atLineEnd: Bool = false) {
            self.reason = reason
            self.atLineEnd = atLineEnd
        }
    }

    /// Takes the record back that `next` has just given, if it goes over a line's end: two strays make a pair of marks that
    /// is right by the letter, and only who knows what the fields are can tell. What comes after its first line is read
    /// anew. Nothing for a record that is on one line.
    public mutating func takeBack() -> CSVFault? {
        guard let (line, end) = given else { return nil }
        given = nil
        return readAnew(from: end, behind: line)
    }

    /// Lets the record go and finds where to read on.
    private mutating func recover(from refusal: Refusal) -> CSVFault {
        if let firstLineEnd { return readAnew(from: firstLineEnd, behind: recordLine) }
        let fault = CSVFault(line: recordLine, reason: refusal.reason)
        // At the end of the file there is nothing to skip, and nothing more to tell.
        place = refusal.atLineEnd ? .fieldStart : .skipped
        beginRecord()
        return fault
    }

    private mutating func readAnew(from end: LineEnd, behind first: Int) -> CSVFault {
        position = end.position
        line = first + 1
        lastWasCarriageReturn = end.byte == UInt8(ascii: "\r")
        place = .fieldStart
        beginRecord()
        return CSVFault(line: first, reason: .unclosedQuote)
    }

    private mutating func beginRecord() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        firstLineEnd = nil
        recordLine = line
    }

    // MARK: - Bytes

    /// False while the first bytes may still turn out to be a mark.
    private mutating func skipByteOrderMark() -> Bool {
        guard isAtStart else { return true }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if input.starts(with: mark) {
            position = mark.count
        } else if !isFinished, mark.starts(with: input) {
            return false
        }
        isAtStart = false
        return true
    }

    private mutating func take(_ byte: UInt8) throws(Refusal) -> CSVRecord? {
        let isSecondOfPair = lastWasCarriageReturn && byte == UInt8(ascii: "\n")
        lastWasCarriageReturn = byte == UInt8(ascii: "\r")
        let isLineEnd = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
        if place == .quoted {
            if isLineEnd && !isSecondOfPair {
                line += 1
                if firstLineEnd == nil { firstLineEnd = LineEnd(position: position, byte: byte) }
            }
            if byte == UInt8(ascii: "\"") { place = .mark } else { try keep(byte) }
            return nil
        }
        // The LF of a CRLF whose CR has ended the record.
        if isSecondOfPair { return nil }
        if place == .skipped {
            if isLineEnd {
                line += 1
                recordLine = line
                place = .fieldStart
            }
            return nil
        }
        switch byte {
        case UInt8(ascii: ","): try endField()
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            line += 1
            if place == .fieldStart && ends.isEmpty {
                recordLine = line
                return nil
            }
            return try endRecord()
        case UInt8(ascii: "\""):
            switch place {
            case .fieldStart: place = .quoted
            case .mark:
                try keep(byte)
                place = .quoted
            case .plain, .quoted, .skipped: throw Refusal(.quoteInsideField)
            }
        default:
            if place == .mark { throw Refusal(.textAfterQuote) }
            place = .plain
            try keep(byte)
        }
        return nil
    }

    private mutating func keep(_ byte: UInt8) throws(Refusal) {
        guard bytes.count - (ends.last ?? 0) < limits.fieldBytes else { throw Refusal(.fieldTooLong) }
        guard bytes.count < limits.recordBytes else { throw Refusal(.recordTooLong) }
        bytes.append(byte)
    }

    private mutating func endField(atLineEnd: Bool = false) throws(Refusal) {
        guard ends.count < limits.fields else { throw Refusal(.tooManyFields, atLineEnd: atLineEnd) }
        ends.append(bytes.count)
        place = .fieldStart
    }

    private mutating func endRecord() throws(Refusal) -> CSVRecord {
        try endField(atLineEnd: true)
        let record = CSVRecord(line: recordLine, bytes: bytes, ends: ends)
        given = firstLineEnd.map { (recordLine, $0) }
        beginRecord()
        return record
    }
}
