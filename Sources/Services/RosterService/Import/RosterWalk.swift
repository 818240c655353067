internal import Domain
internal import Store

/// One reading of a roster from its first byte to its last: judges each line, and gives the good ones a place.
///
///     var walk = RosterWalk(of: rosterImport, …)
///     while let piece = … { walk.append(piece); while let line = walk.next() { … } }
///     walk.finish(); while let line = walk.next() { … }
///
/// It holds the piece in hand, the numbers seen and the units of the school, and no student.
struct RosterWalk {
    enum Line {
        case student(RosterEntry, RosterPlaces.Place)
        case faulty
    }

    private var reader: RosterReader?
    private(set) var places: RosterPlaces
    private(set) var faults = RosterFaults()
    private(set) var linesRead = 0
    private(set) var goodLines = 0

    init(
        of rosterImport: RosterImportRecord, places: RosterPlaces, stage: SchoolStage, today: CalendarDate
    ) {
        self.places = places
        do throws(RosterFileFault) {
            reader = try RosterReader(encoding: TextEncoding(rosterImport.encoding), stage: stage, today: today)
        } catch {
            faults.add(error)
        }
    }

    /// Whether the file as a whole cannot be read; no line is good then.
    var isUnreadable: Bool { reader == nil }

    /// Whether nobody is to be enrolled from it.
    func isRefused(_ mode: RosterImportRecord.Mode) -> Bool {
        isUnreadable || goodLines == 0 || (mode == .allOrNothing && !faults.isEmpty)
    }

    mutating func append(_ piece: [UInt8]) { reader?.append(piece) }

    mutating func finish() { reader?.finish() }

    /// The next line of what was appended, whose faults are noted; nothing when more is needed.
    mutating func next() -> Line? {
        do throws(RosterFileFault) {
            guard let line = try reader?.next() else { return nil }
            linesRead += 1
            switch line {
            case .entry(let entry): return place(entry)
            case .faults(let found):
                for fault in found { faults.add(fault) }
                return .faulty
            }
        } catch {
            stop(error)
            return nil
        }
    }

    /// Notes that a file without a student, and without a fault, is no roster.
    mutating func noteIfEmpty() {
        if goodLines == 0 && faults.isEmpty { faults.add(line: 1, "the file has a header and no student") }
    }

    /// Takes a line back that was good in itself.
    mutating func reject(_ entry: RosterEntry, _ column: RosterColumn, _ reason: String) {
        goodLines -= 1
        faults.add(line: entry.line, column: column.title.chinese, reason)
    }

    mutating func takeMadeUnits() -> [UnitRecord] { places.takeMade() }

    private mutating func place(_ entry: RosterEntry) -> Line {
        do throws(RosterPlaces.Fault) {
            let place = try places.place(of: entry)
            goodLines += 1
            return .student(entry, place)
        } catch {
            faults.add(line: entry.line, column: error.column.title.chinese, error.reason)
            return .faulty
        }
    }

    private mutating func stop(_ fault: RosterFileFault) {
        reader = nil
        faults.add(fault)
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
