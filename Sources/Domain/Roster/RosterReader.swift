/// Reads a roster file from pieces of any size: bytes in, judged lines out.
///
///     var reader = try RosterReader(encoding: .gb18030, stage: .junior, today: today)
///     reader.append(piece)
///     while let line = try reader.next() { … }
///     reader.finish()
///     while let line = try reader.next() { … }
///
/// A fault in a line is a `RosterLine`, and reading goes on at the next one: also where quotation marks do not match or
/// bytes are not of the encoding (see `CSVReader` for what that costs). Without a header no line can be judged: a fault in
/// the first line is one of the file as a whole, is thrown, and ends the reading.
public struct RosterReader: @unchecked Sendable {
    private var decoder: TextDecoder
    private var records: CSVReader
    private var checker: RosterLineChecker?
    private let encoding: TextEncoding
    private let stage: SchoolStage
    private let today: CalendarDate

    public init(
        encoding: TextEncoding, stage: SchoolStage, today: CalendarDate, limits: CSVReader.Limits = CSVReader.Limits()
    ) throws(RosterFileFault) {
        do {
            decoder = try TextDecoder(encoding)
        } catch {
            throw .text(error)
        }
        records = CSVReader(limits: limits)
        self.encoding = encoding
        self.stage = stage
        self.today = today
    }

    /// Takes the next piece of the file.
    public mutating func append(_ piece: some Collection<UInt8>) { records.append(decoder.append(piece)) }

    /// Says that there is no more.
    public mutating func finish() {
        records.append(decoder.finish())
        records.finish()
    }

    /// The next line; nothing until more is appended, or at the end. Blank lines are passed over.
    public mutating func next() throws(RosterFileFault) -> RosterLine? {
        while let result = records.next() {
            switch result {
            case .success(let record):
                if record.isBlank { continue }
                // No cell that is read has a line's end in it: such a record has swallowed lines of others.
                if checker?.fits(record) == false, let fault = records.takeBack() { return Self.line(with: fault) }
                if let line = try judge(record) { return line }
            case .failure(let fault):
                guard checker != nil else { throw .csv(fault) }
                return Self.line(with: fault)
            }
        }
        return nil
    }

    private static func line(with fault: CSVFault) -> RosterLine {
        .faults([RosterLineFault(line: fault.line, column: nil, reason: .csv(fault.reason))])
    }

    /// Nothing for the header.
    private mutating func judge(_ record: CSVRecord) throws(RosterFileFault) -> RosterLine? {
        guard record.isReadable else {
            guard checker != nil else {
                throw .text(TextFault(line: record.line, encoding: encoding, reason: .invalidBytes))
            }
            return .faults([RosterLineFault(line: record.line, column: nil, reason: .unreadable)])
        }
        guard checker == nil else { return checker?.judge(record) }
        do {
            checker = RosterLineChecker(header: try RosterHeader(record), stage: stage, today: today)
        } catch {
            throw .header(error)
        }
        return nil
    }
}

/// Why a file as a whole cannot be read as a roster.
public enum RosterFileFault: Error, Hashable, Sendable, CustomStringConvertible {
    case text(TextFault)
    case csv(CSVFault)
    case header(RosterHeader.Fault)

    public var description: String {
        switch self {
        case .text(let fault): fault.description
        case .csv(let fault): fault.description
        case .header(let fault): fault.description
        }
    }
}
