/// A time with a counsellor in a room.
public struct CounsellingSlot: Sendable, Hashable, Comparable {
    public let start: Timestamp
    public let end: Timestamp
    public let counsellor: Identifier
    public let room: Identifier

    public init(start: Timestamp, end: Timestamp, counsellor: Identifier, room: Identifier) {
        self.start = start
        self.end = end
        self.counsellor = counsellor
        self.room = room
    }

    public static func < (left: CounsellingSlot, right: CounsellingSlot) -> Bool {
        (left.start, left.counsellor, left.room, left.end) < (right.start, right.counsellor, right.room, right.end)
    }

    func overlaps(_ other: ClosedTime) -> Bool { start < other.end && other.start < end }
}

/// A time in which somebody or a room is taken.
public struct ClosedTime: Sendable, Hashable {
    public let start: Timestamp
    public let end: Timestamp

    public init(start: Timestamp, end: Timestamp) {
        self.start = start
        self.end = end
    }
}

/// The duty roster of a school, and the slots that follow from it.
public struct DutyRoster: Sendable {
    private let turns: [DutyTurn]
    private let absences: [Identifier: [DutyTurn]]
    private let rules: CounsellingRules
    private let zone: Duration

    /// - Parameter zone: the school's offset from UTC.
    public init(_ turns: [DutyTurn], rules: CounsellingRules, zone: Duration) {
        self.turns = turns.filter { $0.kind != .absence }
        absences = Dictionary(grouping: turns.filter { $0.kind == .absence }, by: \.counsellor)
        self.rules = rules
        self.zone = zone
    }

    /// All slots of these days, free or not, in the order of their start; one that two turns give stands once.
    public func slots(on days: ClosedRange<CalendarDate>) -> [CounsellingSlot] {
        var found: Set<CounsellingSlot> = []
        for number in days.lowerBound.daysSinceEpoch...days.upperBound.daysSinceEpoch {
            let date = CalendarDate(daysSinceEpoch: number)
            for turn in turns where turn.isOn(date) && !isAbsent(turn.counsellor, on: date) {
                found.formUnion(slots(of: turn, on: date))
            }
        }
        return found.sorted()
    }

    /// The slot of this counsellor in this room that begins at `start`, if the roster has it.
    public func slot(at start: Timestamp, counsellor: Identifier, room: Identifier) -> CounsellingSlot? {
        let date = CalendarDate(of: start, offset: zone)
        return slots(on: date...date).first { $0.start == start && $0.counsellor == counsellor && $0.room == room }
    }

    /// The slots of these days in which counsellor, room and student are free.
    ///
    /// - Parameter taken: what is booked, by the identifier of the counsellor, room or student.
    public func freeSlots(
        on days: ClosedRange<CalendarDate>, for student: Identifier, taken: [Identifier: [ClosedTime]],
        notBefore earliest: Timestamp, notAfter latest: Timestamp
    ) -> [CounsellingSlot] {
        slots(on: days).filter { slot in
            slot.start >= earliest && slot.start <= latest
                && ![slot.counsellor, slot.room, student].contains { someone in
                    taken[someone, default: []].contains { slot.overlaps($0) }
                }
        }
    }

    private func isAbsent(_ counsellor: Identifier, on date: CalendarDate) -> Bool {
        absences[counsellor, default: []].contains { $0.isOn(date) }
    }

    private func slots(of turn: DutyTurn, on date: CalendarDate) -> [CounsellingSlot] {
        guard let room = turn.room else { return [] }
        let midnight = date.start(offset: zone)
        return stride(
            from: turn.startSecond, through: turn.endSecond - rules.slot.seconds,
            by: rules.slot.seconds + rules.break.seconds
        ).map { second in
            CounsellingSlot(
                start: midnight + .seconds(second), end: midnight + .seconds(second + rules.slot.seconds),
                counsellor: turn.counsellor, room: room)
        }
    }
}
