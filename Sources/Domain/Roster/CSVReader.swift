/// Reads CSV (RFC 4180) from pieces of any size.
///
///     reader.append(piece)
///     while let record = try reader.next() { … }
///     reader.finish()
///     while let record = try reader.next() { … }
///
/// Lines end with LF, CR or CRLF. Fields may be quoted, with marks doubled and line ends inside. A byte order mark at the
/// start is dropped, and so are empty lines. After a fault the reader gives nothing more: where the next record begins
/// would be a guess.
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
    }

    private let limits: Limits
    private var input: [UInt8] = []
    private var position = 0
    private var isAtStart = true
    private var isFinished = false
    private var fault: CSVFault?

    private var place = Place.fieldStart
    private var line = 1
    private var recordLine = 1
    private var quoteLine = 1
    private var lastWasCarriageReturn = false
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    public init(limits: Limits = Limits()) { self.limits = limits }

    /// Takes the next piece of the file.
    public mutating func append(_ piece: some Collection<UInt8>) {
        if position > 0 {
            input.removeFirst(position)
            position = 0
        }
        input.append(contentsOf: piece)
    }

    /// Says that there is no more; the last record may lack its line end.
    public mutating func finish() { isFinished = true }

    /// The next whole record; nothing until more is appended, or at the end.
    public mutating func next() throws(CSVFault) -> CSVRecord? {
        if let fault { throw fault }
        do {
            return try read()
        } catch {
            fault = error
            throw error
        }
    }

    private mutating func read() throws(CSVFault) -> CSVRecord? {
        guard skipByteOrderMark() else { return nil }
        while position < input.count {
            let byte = input[position]
            position += 1
            if let record = try take(byte) { return record }
        }
        guard isFinished else { return nil }
        if place == .quoted { throw CSVFault(line: quoteLine, reason: .unclosedQuote) }
        let hasOpenRecord = place != .fieldStart || !ends.isEmpty
        guard hasOpenRecord else { return nil }
        return try endRecord()
    }

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

    private mutating func take(_ byte: UInt8) throws(CSVFault) -> CSVRecord? {
        let isSecondOfPair = lastWasCarriageReturn && byte == UInt8(ascii: "\n")
        lastWasCarriageReturn = byte == UInt8(ascii: "\r")
        let isLineEnd = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
        if place == .quoted {
            if isLineEnd && !isSecondOfPair { line += 1 }
            if byte == UInt8(ascii: "\"") { place = .mark } else { try keep(byte) }
            return nil
        }
        // The LF of a CRLF whose CR has ended the record.
        if isSecondOfPair { return nil }
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
            case .fieldStart:
                place = .quoted
                quoteLine = line
            case .mark:
                try keep(byte)
                place = .quoted
            case .plain, .quoted: throw CSVFault(line: line, reason: .quoteInsideField)
            }
        default:
            if place == .mark { throw CSVFault(line: line, reason: .textAfterQuote) }
            place = .plain
            try keep(byte)
        }
        return nil
    }

    private mutating func keep(_ byte: UInt8) throws(CSVFault) {
        guard bytes.count - (ends.last ?? 0) < limits.fieldBytes else {
            throw CSVFault(line: recordLine, reason: .fieldTooLong)
        }
        guard bytes.count < limits.recordBytes else { throw CSVFault(line: recordLine, reason: .recordTooLong) }
        bytes.append(byte)
    }

    private mutating func endField() throws(CSVFault) {
        guard ends.count < limits.fields else { throw CSVFault(line: recordLine, reason: .tooManyFields) }
        ends.append(bytes.count)
        place = .fieldStart
    }

    private mutating func endRecord() throws(CSVFault) -> CSVRecord {
        try endField()
        let record = CSVRecord(line: recordLine, bytes: bytes, ends: ends)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        recordLine = line
        return record
    }
}
