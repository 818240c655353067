public import Domain

/// A report of bullying, violence or sexual assault, as stored. Few may read it.
public struct TraumaReportRecord: Sendable, Equatable {
    /// What has happened; sealed as one value.
    public struct Body: Sendable, Equatable {
        public let kind: TraumaKind
        public let gravity: TraumaGravity
        public let suspect: TraumaSuspect
        public let description: String
        /// What came of it, once it is closed.
        public var outcome: String?

        public init(
            kind: TraumaKind, gravity: TraumaGravity, suspect: TraumaSuspect, description: String,
            outcome: String? = nil
        ) {
            self.kind = kind
            self.gravity = gravity
            self.suspect = suspect
            self.description = description
            self.outcome = outcome
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            kind = try fields.state(1)
            gravity = try fields.state(2)
            suspect = try fields.state(3)
            description = try fields.text(4)
            outcome = try fields.optionalText(5)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, kind)
            fields.put(2, gravity)
            fields.put(3, suspect)
            fields.put(4, description)
            fields.put(5, outcome)
            return fields.bytes
        }
    }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let crisisCase: Identifier?
    public var state: TraumaState
    /// The one counsellor who may read it.
    public var counsellor: Identifier?
    public var body: Body
    /// When the school learnt of it.
    public let learntAt: Timestamp
    public let openedBy: Identifier
    public let openedAt: Timestamp
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, crisisCase: Identifier?,
        state: TraumaState = .reporting, counsellor: Identifier?, body: Body, learntAt: Timestamp,
        openedBy: Identifier, openedAt: Timestamp, closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.crisisCase = crisisCase
        self.state = state
        self.counsellor = counsellor
        self.body = body
        self.learntAt = learntAt
        self.openedBy = openedBy
        self.openedAt = openedAt
        self.closedAt = closedAt
    }
}

/// A step of the protocol in one report, as stored. It keeps title and ground as they were when it was opened.
public struct TraumaStepRecord: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case open, done, waived
    }

    /// Sealed as one value: which step it is tells what has happened.
    public struct Body: Sendable, Equatable {
        public let step: String
        public let title: String
        public let ground: String
        public var receiptNumber: String?
        public var note: String?

        public init(
            step: String, title: String, ground: String, receiptNumber: String? = nil, note: String? = nil
        ) {
            self.step = step
            self.title = title
            self.ground = ground
            self.receiptNumber = receiptNumber
            self.note = note
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            step = try fields.text(1)
            title = try fields.text(2)
            ground = try fields.text(3)
            receiptNumber = try fields.optionalText(4)
            note = try fields.optionalText(5)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, step)
            fields.put(2, title)
            fields.put(3, ground)
            fields.put(4, receiptNumber)
            fields.put(5, note)
            return fields.bytes
        }
    }

    public let id: Identifier
    public let position: Int
    public let isMandatory: Bool
    public var state: State
    public let dueAt: Timestamp
    public var doneBy: Identifier?
    public var doneAt: Timestamp?
    public var body: Body

    public init(
        id: Identifier, position: Int, isMandatory: Bool, state: State = .open, dueAt: Timestamp,
        doneBy: Identifier? = nil, doneAt: Timestamp? = nil, body: Body
    ) {
        self.id = id
        self.position = position
        self.isMandatory = isMandatory
        self.state = state
        self.dueAt = dueAt
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.body = body
    }
}
