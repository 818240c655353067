/// Reads a roster file that comes in pieces: bytes in, students and faults out.
///
///     var reader = try RosterReader(encoding: .gb18030)
///     for piece in pieces { handle(reader.append(piece)) }
///     handle(reader.finish())
///
/// Beside the piece in hand it holds one record and the student numbers seen.
public struct RosterReader: Sendable {
    public enum Event: Sendable, Equatable {
        /// The header can be used; the names of columns that are passed over.
        case header(ignoredColumns: [String])
        case entry(RosterEntry)
        /// What is wrong with one line: at least one fault.
        case faults([RosterFault])
        /// The file cannot be taken at all; nothing follows.
        case refused([RosterFault])
    }

    private enum State {
        case beforeHeader
        case reading(RosterHeader)
        case refused
    }

    private var state = State.beforeHeader
    private var decoder: TextDecoder
    private var reader = CSVReader()
    private var numbers = DuplicateCheck()
    /// Lines with bytes that mean nothing, whose records have not come yet; ascending.
    private var undecodableLines: ArraySlice<Int> = []

    /// The last line of the last record that was read, the header included.
    public private(set) var linesRead = 0

    public init(encoding: TextEncoding) throws(TextDecoder.Unavailable) {
        decoder = try TextDecoder(encoding)
    }

    /// Takes the next piece of the file and returns what came of it, in the order of the lines.
    public mutating func append(_ bytes: some Collection<UInt8>) -> [Event] {
        if case .refused = state { return [] }
        return take(decoder.decode(bytes))
    }

    /// Says that the file ends here. Nothing may follow.
    public mutating func finish() -> [Event] {
        if case .refused = state { return [] }
        var events = take(decoder.finish())
        reader.finish()
        events += takeItems()
        if case .beforeHeader = state { events.append(refuse([RosterFault(line: 1, reason: .noHeader)])) }
        return events
    }

    private mutating func take(_ text: [UInt8]) -> [Event] {
        undecodableLines += decoder.takeFaults().map(\.line)
        reader.append(text)
        return takeItems()
    }

    private mutating func takeItems() -> [Event] {
        var events: [Event] = []
        while let item = reader.next() {
            if let event = take(item) { events.append(event) }
            if case .refused = state { break }
        }
        return events
    }

    private mutating func take(_ item: CSVReader.Item) -> Event? {
        let lastLine =
            switch item {
            case .record(let record): record.lastLine
            case .fault(let fault): fault.lastLine
            }
        linesRead = lastLine
        let undecodable = undecodableLines.prefix { $0 <= lastLine }
            .map { RosterFault(line: $0, reason: .undecodable) }
        undecodableLines.removeFirst(undecodable.count)

        switch (state, item) {
        case (.refused, _): return nil
        case (.beforeHeader, .record(let record)): return takeHeader(record, undecodable: undecodable)
        case (.beforeHeader, .fault(let fault)): return refuse([rosterFault(fault)])
        case (.reading, .fault(let fault)): return .faults([rosterFault(fault)] + undecodable)
        case (.reading(let header), .record(let record)):
            switch RosterLine.read(record, by: header, numbers: &numbers) {
            case .blank: return nil
            case .entry(let entry): return undecodable.isEmpty ? .entry(entry) : .faults(undecodable)
            case .faults(let faults):
                // A cell that is named says it better than its line.
                let isNamed = faults.contains { $0.reason == .undecodable }
                return .faults(isNamed ? faults : faults + undecodable)
            }
        }
    }

    private mutating func takeHeader(_ record: CSVRecord, undecodable: [RosterFault]) -> Event? {
        guard record.fields.contains(where: { !RosterCell.cleaned($0).isEmpty }) else { return nil }
        guard undecodable.isEmpty else {
            return refuse([RosterFault(line: record.line, reason: .headerUndecodable)])
        }
        switch RosterHeader.read(record) {
        case .success(let header):
            state = .reading(header)
            return .header(ignoredColumns: header.ignoredColumns)
        case .failure(let failure): return refuse(failure.faults)
        }
    }

    private mutating func refuse(_ faults: [RosterFault]) -> Event {
        state = .refused
        return .refused(faults)
    }

    private func rosterFault(_ fault: CSVFault) -> RosterFault {
        RosterFault(line: fault.line, lastLine: fault.lastLine, reason: RosterFault.Reason(fault.reason))
    }
}
