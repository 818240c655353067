/// Reads a roster file from pieces of any size: bytes in, judged lines out.
///
///     var reader = try RosterReader(encoding: .gb18030, stage: .junior, today: today)
///     try reader.append(piece)
///     while let line = try reader.next() { … }
///     try reader.finish()
///     while let line = try reader.next() { … }
///
/// A fault in a line is a `RosterLine`; a fault of the file as a whole is thrown and ends the reading.
public struct RosterReader: @unchecked Sendable {
    private var decoder: TextDecoder
    private var records: CSVReader
    private var checker: RosterLineChecker?
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
        self.stage = stage
        self.today = today
    }

    /// Takes the next piece of the file.
    public mutating func append(_ piece: some Collection<UInt8>) throws(RosterFileFault) {
        do {
            records.append(try decoder.append(piece))
        } catch {
            throw .text(error)
        }
    }

    /// Says that there is no more.
    public mutating func finish() throws(RosterFileFault) {
        do {
            try decoder.finish()
        } catch {
            throw .text(error)
        }
        records.finish()
    }

    /// The next line; nothing until more is appended, or at the end. Blank lines are passed over.
    public mutating func next() throws(RosterFileFault) -> RosterLine? {
        while let record = try nextRecord() {
            if record.isBlank { continue }
            if checker == nil {
                do {
                    checker = RosterLineChecker(header: try RosterHeader(record), stage: stage, today: today)
                } catch {
                    throw .header(error)
                }
            } else if let line = checker?.judge(record) {
                return line
            }
        }
        return nil
    }

    private mutating func nextRecord() throws(RosterFileFault) -> CSVRecord? {
        do {
            return try records.next()
        } catch {
            throw .csv(error)
        }
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
