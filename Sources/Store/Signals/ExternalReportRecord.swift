public import Domain

/// A report from outside of the school, as stored: sealed under the key of who reported, until it is matched.
public struct ExternalReportRecord: Sendable, Equatable {
    /// Whom it is about, in the reporter's words, and what it says.
    public struct Body: Sendable, Equatable {
        public let studentName: String
        public let className: String
        public let studentNumber: String
        public let trust: SignalTrust
        public let happenedAt: Timestamp
        public let text: String

        public init(
            studentName: String, className: String, studentNumber: String, trust: SignalTrust, happenedAt: Timestamp,
            text: String
        ) {
            self.studentName = studentName
            self.className = className
            self.studentNumber = studentNumber
            self.trust = trust
            self.happenedAt = happenedAt
            self.text = text
        }

        init(fields bytes: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(bytes)
            studentName = try fields.text(1)
            className = try fields.text(2)
            studentNumber = try fields.text(3)
            trust = try fields.state(4)
            happenedAt = try fields.timestamp(5)
            text = try fields.text(6)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, studentName)
            fields.put(2, className)
            fields.put(3, studentNumber)
            fields.put(4, trust)
            fields.put(5, happenedAt)
            fields.put(6, text)
            return fields.bytes
        }
    }

    public let school: Identifier
    public let id: Identifier
    public let unit: Identifier
    public let reporter: Identifier
    public var state: ExternalReportState
    public let reportedAt: Timestamp
    /// Nothing once it is matched.
    public var body: Body?
    /// The file number of the body that reported.
    public let reference: String?
    public var decidedBy: Identifier?
    public var decidedAt: Timestamp?
    public var signal: Identifier?
    /// Why it was refused.
    public var reason: String?

    public init(
        school: Identifier, id: Identifier, unit: Identifier, reporter: Identifier,
        state: ExternalReportState = .waiting, reportedAt: Timestamp, body: Body?, reference: String?,
        decidedBy: Identifier? = nil, decidedAt: Timestamp? = nil, signal: Identifier? = nil, reason: String? = nil
    ) {
        self.school = school
        self.id = id
        self.unit = unit
        self.reporter = reporter
        self.state = state
        self.reportedAt = reportedAt
        self.body = body
        self.reference = reference
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.signal = signal
        self.reason = reason
    }
}
