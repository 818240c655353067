public import Domain

/// An appointment in a counselling room · 预约, as stored.
public struct AppointmentRecord: Sendable, Equatable {
    /// What people wrote, which is sealed as a whole.
    public struct Texts: Sendable, Equatable {
        /// What it is about, in the words of who booked.
        public var request: String?
        public var cancelReason: String?
        public var followUpOutcome: String?
        public var feedback: String?
        /// 1 to 5.
        public var rating: Int?

        public init(
            request: String? = nil, cancelReason: String? = nil, followUpOutcome: String? = nil,
            feedback: String? = nil, rating: Int? = nil
        ) {
            self.request = request
            self.cancelReason = cancelReason
            self.followUpOutcome = followUpOutcome
            self.feedback = feedback
            self.rating = rating
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            request = try fields.optionalText(1)
            cancelReason = try fields.optionalText(2)
            followUpOutcome = try fields.optionalText(3)
            feedback = try fields.optionalText(4)
            rating = try fields.optionalInteger(5).map { Int(clamping: $0) }
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, request)
            fields.put(2, cancelReason)
            fields.put(3, followUpOutcome)
            fields.put(4, feedback)
            fields.put(5, rating.map(Int64.init))
            return fields.bytes
        }
    }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public var counsellor: Identifier
    public var room: Identifier
    public var state: AppointmentState
    public var start: Timestamp
    public var end: Timestamp
    public let bookedBy: Identifier
    public let bookedAt: Timestamp
    /// By when a request is to be answered.
    public var confirmBy: Timestamp
    /// By when the notes are to be written; nothing before it is completed.
    public var notesBy: Timestamp?
    public var changedAt: Timestamp
    /// Counts the changes.
    public var sequence: Int
    public var texts: Texts
    /// When somebody looks again; nothing once it is done.
    public var followUpAt: Timestamp?
    public var feedbackAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, slot: CounsellingSlot,
        state: AppointmentState = .requested, bookedBy: Identifier, bookedAt: Timestamp, confirmBy: Timestamp,
        texts: Texts = Texts()
    ) {
        self.school = school
        self.id = id
        self.student = student
        counsellor = slot.counsellor
        room = slot.room
        self.state = state
        start = slot.start
        end = slot.end
        self.bookedBy = bookedBy
        self.bookedAt = bookedAt
        self.confirmBy = confirmBy
        changedAt = bookedAt
        sequence = 0
        self.texts = texts
    }

    init(_ row: borrowing Row, texts: Texts) throws(StoreError) {
        school = try row.identifier(0)
        id = try row.identifier(1)
        student = try row.identifier(2)
        counsellor = try row.identifier(3)
        room = try row.identifier(4)
        state = try row.state(5)
        start = try row.timestamp(6)
        end = try row.timestamp(7)
        bookedBy = try row.identifier(8)
        bookedAt = try row.timestamp(9)
        confirmBy = try row.timestamp(10)
        notesBy = try row.optionalTimestamp(11)
        changedAt = try row.timestamp(12)
        sequence = try row.number(13)
        followUpAt = try row.optionalTimestamp(15)
        feedbackAt = try row.optionalTimestamp(16)
        self.texts = texts
    }
}

extension AppointmentRecord.Texts: CustomStringConvertible, CustomReflectable {
    /// Never what was written, whatever prints it.
    public var description: String { "texts" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
