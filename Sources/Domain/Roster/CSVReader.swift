/// Reads comma-separated values (RFC 4180) from UTF-8 that comes in pieces.
///
///     var reader = CSVReader()
///     reader.append(piece)
///     while let item = reader.next() { … }
///     reader.finish()
///     while let item = reader.next() { … }
///
/// Beyond the RFC: a line may end in CR, LF or CRLF, a byte order mark at the start is passed over, and empty lines are
/// no records. A record that cannot be read is a fault, and reading goes on at the next line. The reader holds what was
/// appended and not yet read, and one record.
public struct CSVReader: Sendable {
    /// How long things may be, in bytes.
    public struct Limits: Sendable {
        /// Of a field's content.
        public let field: Int
        /// Of a record as it stands in the file, without its line end.
        public let record: Int

        public init(field: Int = 4 * 1_024, record: Int = 64 * 1_024) {
            self.field = field
            self.record = record
        }
    }

    /// What was read: a record, or why there is none.
    public enum Item: Sendable, Equatable {
        case record(CSVRecord)
        case fault(CSVFault)
    }

    private enum State {
        /// Before the first byte of the file: there may be a byte order mark.
        case fileStart
        case fieldStart
        case plain
        case quoted
        /// After a quote within quotes: the end of the field, or the first of two.
        case quoteInQuoted
        /// Passing over the rest of the line in which a fault was found.
        case skipping(CSVFault.Reason)
    }

    private let limits: Limits
    private var input: [UInt8] = []
    private var position = 0
    private var isFinished = false

    private var state = State.fileStart
    private var fields: [String] = []
    private var field: [UInt8] = []
    private var recordSize = 0
    private var recordLine = 1
    private var line = 1
    /// The byte before was a CR that ended a line; an LF now belongs to it.
    private var followsCarriageReturn = false

    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Gives the reader more of the file. Nothing may follow `finish`.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        input.removeFirst(position)
        position = 0
        input.append(contentsOf: bytes)
    }

    /// Says that the file ends here.
    public mutating func finish() {
        isFinished = true
    }

    /// The next record or fault; nothing if it needs more of the file, or if the file has ended.
    public mutating func next() -> Item? {
        guard passByteOrderMark() else { return nil }
        while position < input.count {
            let byte = input[position]
            position += 1
            if let item = take(byte) { return item }
        }
        return isFinished ? takeEnd() : nil
    }
}

extension CSVReader {
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Whether the start of the file has been dealt with.
    private mutating func passByteOrderMark() -> Bool {
        guard case .fileStart = state else { return true }
        let start = input[position...].prefix(Self.byteOrderMark.count)
        if start.count < Self.byteOrderMark.count, !isFinished, Self.byteOrderMark.starts(with: start) { return false }
        if start.elementsEqual(Self.byteOrderMark) { position += start.count }
        state = .fieldStart
        return true
    }

    private mutating func take(_ byte: UInt8) -> Item? {
        let isLineFeedOfPair = byte == UInt8(ascii: "\n") && followsCarriageReturn
        let isLineBreak = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        followsCarriageReturn = byte == UInt8(ascii: "\r")

        switch state {
        case .fileStart, .fieldStart, .plain, .quoteInQuoted:
            if isLineFeedOfPair { return nil }
            if isLineBreak {
                let item = endRecord()
                startRecord(on: line + 1)
                return item
            }
            takeInRecord(byte)
            return nil
        case .quoted:
            takeInRecord(byte)
            guard case .skipping = state else {
                if isLineBreak, !isLineFeedOfPair { line += 1 }
                return nil
            }
            // The line break that made the record too long is the end of what is passed over.
            return isLineBreak ? endSkipping(atPair: isLineFeedOfPair) : nil
        case .skipping:
            return isLineBreak ? endSkipping(atPair: isLineFeedOfPair) : nil
        }
    }

    /// Takes one byte that does not end the record.
    private mutating func takeInRecord(_ byte: UInt8) {
        recordSize += 1
        guard recordSize <= limits.record else { return skip(.recordTooLong) }
        let quote = UInt8(ascii: "\"")
        let comma = UInt8(ascii: ",")
        switch (state, byte) {
        case (.fieldStart, quote): state = .quoted
        case (.plain, quote): skip(.strayQuote)
        case (.quoted, quote): state = .quoteInQuoted
        case (.quoteInQuoted, quote):
            state = .quoted
            takeInField(byte)
        case (.fieldStart, comma), (.plain, comma), (.quoteInQuoted, comma):
            endField()
        case (.quoteInQuoted, _): skip(.strayQuote)
        case (.quoted, _): takeInField(byte)
        default:
            state = .plain
            takeInField(byte)
        }
    }

    private mutating func takeInField(_ byte: UInt8) {
        guard field.count < limits.field else { return skip(.fieldTooLong) }
        field.append(byte)
    }

    private mutating func endField() {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        state = .fieldStart
    }

    private mutating func endRecord() -> Item? {
        guard recordSize > 0 else { return nil }
        endField()
        return .record(CSVRecord(line: recordLine, lastLine: line, fields: fields))
    }

    private mutating func startRecord(on line: Int) {
        fields.removeAll(keepingCapacity: true)
        field.removeAll(keepingCapacity: true)
        recordSize = 0
        recordLine = line
        self.line = line
        state = .fieldStart
    }

    private mutating func skip(_ reason: CSVFault.Reason) {
        state = .skipping(reason)
    }

    /// Ends at a line break; at the LF of a CRLF the line has been counted already.
    private mutating func endSkipping(atPair isLineFeedOfPair: Bool) -> Item? {
        guard case .skipping(let reason) = state else { return nil }
        let last = isLineFeedOfPair ? line - 1 : line
        let fault = CSVFault(line: recordLine, lastLine: last, reason: reason)
        startRecord(on: last + 1)
        return .fault(fault)
    }

    private mutating func takeEnd() -> Item? {
        let item: Item?
        switch state {
        case .skipping(let reason): item = .fault(CSVFault(line: recordLine, lastLine: line, reason: reason))
        case .quoted: item = .fault(CSVFault(line: recordLine, lastLine: line, reason: .unclosedQuote))
        case .fileStart, .fieldStart, .plain, .quoteInQuoted: item = endRecord()
        }
        startRecord(on: line)
        return item
    }
}
