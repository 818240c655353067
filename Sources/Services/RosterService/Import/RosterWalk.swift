internal import DequeModule
internal import Domain
internal import Store

/// One reading of a roster from its first byte to its last: judges each line, and gives the good ones a place.
///
///     var walk = RosterWalk(of: rosterImport, …)
///     while let piece = … { walk.append(piece); while let line = walk.next() { … } }
///     walk.finish(); while let line = walk.next() { … }
///
/// It holds the lines of the piece in hand, the numbers seen and the units of the school.
struct RosterWalk {
    enum Line {
        case student(RosterEntry, RosterPlaces.Place)
        case faulty
    }

    private var reader: RosterReader?
    private var events: Deque<RosterReader.Event> = []
    private(set) var places: RosterPlaces
    private(set) var faults = RosterFaults()
    /// Records, the header not counted.
    private(set) var linesRead = 0
    private(set) var goodLines = 0

    init(of rosterImport: RosterImportRecord, places: RosterPlaces) {
        self.places = places
        do throws(TextDecoder.Unavailable) {
            reader = try RosterReader(encoding: TextEncoding(rosterImport.encoding))
        } catch {
            faults.add(line: 1, "this host cannot read GB 18030; save the file as UTF-8 and begin another import")
        }
    }

    /// Whether the file as a whole cannot be read; no line is good then.
    var isUnreadable: Bool { reader == nil }

    /// Whether nobody is to be enrolled from it.
    func isRefused(_ mode: RosterImportRecord.Mode) -> Bool {
        isUnreadable || goodLines == 0 || (mode == .allOrNothing && !faults.isEmpty)
    }

    mutating func append(_ piece: [UInt8]) { events += reader?.append(piece) ?? [] }

    mutating func finish() { events += reader?.finish() ?? [] }

    /// The next line of what was appended, whose faults are noted; nothing when more is needed.
    mutating func next() -> Line? {
        while let event = events.popFirst() {
            switch event {
            case .header: continue
            case .refused(let found):
                for fault in found { faults.add(fault) }
                reader = nil
                return nil
            case .faults(let found):
                linesRead += 1
                for fault in found { faults.add(fault) }
                return .faulty
            case .entry(let entry):
                linesRead += 1
                return place(entry)
            }
        }
        return nil
    }

    /// Notes that a file without a student, and without a fault, is no roster.
    mutating func noteIfEmpty() {
        if goodLines == 0 && faults.isEmpty { faults.add(line: 1, "the file has a header and no student") }
    }

    /// Takes a line back that was good in itself.
    mutating func reject(_ entry: RosterEntry, _ column: RosterColumn, _ reason: String) {
        goodLines -= 1
        faults.add(line: entry.line, column: column.names[0], reason)
    }

    mutating func takeMadeUnits() -> [UnitRecord] { places.takeMade() }

    private mutating func place(_ entry: RosterEntry) -> Line {
        do throws(RosterPlaces.Fault) {
            let place = try places.place(of: entry)
            goodLines += 1
            return .student(entry, place)
        } catch {
            faults.add(line: entry.line, column: error.column.names[0], error.reason)
            return .faulty
        }
    }
}

extension TextEncoding {
    fileprivate init(_ encoding: RosterImportRecord.Encoding) {
        self =
            switch encoding {
            case .utf8: .utf8
            case .gb18030: .gb18030
            }
    }
}
