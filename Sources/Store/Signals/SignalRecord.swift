public import Domain

/// A signal, as stored: what it says is sealed under the student's key.
public struct SignalRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let schoolClass: Identifier?
    public var state: SignalState
    /// Nothing where the system found it.
    public let author: Identifier?
    /// The sheet, observation or report that it stands for.
    public let source: Identifier?
    public let receivedAt: Timestamp
    /// What rules see of it; also holds its kind and when it happened.
    public let signal: WarningSignal
    /// In the words of who told it.
    public let text: String
    public var warning: Identifier?
    public var decidedBy: Identifier?
    public var decidedAt: Timestamp?
    /// Why it was set aside.
    public var reason: String?

    public init(
        school: Identifier, id: Identifier, student: Identifier, schoolClass: Identifier?,
        state: SignalState = .received, author: Identifier?, source: Identifier? = nil, receivedAt: Timestamp,
        signal: WarningSignal, text: String, warning: Identifier? = nil, decidedBy: Identifier? = nil,
        decidedAt: Timestamp? = nil, reason: String? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.schoolClass = schoolClass
        self.state = state
        self.author = author
        self.source = source
        self.receivedAt = receivedAt
        self.signal = signal
        self.text = text
        self.warning = warning
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.reason = reason
    }
}

extension SignalRecord {
    /// What is sealed of it: the facts that rules ask for, and the text.
    var content: [UInt8] {
        var fields = FieldEncoder()
        fields.put(1, text)
        switch signal.content {
        case .report(let report):
            fields.put(2, report.trust)
            fields.put(3, report.words)
            fields.put(4, report.days.map(Int64.init))
            fields.put(8, report.signs.map(\.rawValue))
        case .assessment(let evidence):
            fields.put(5, evidence.instrument)
            fields.put(6, evidence.criticalItems)
            for (scale, band) in evidence.bands.sorted(by: { $0.key < $1.key }) {
                fields.put(
                    7,
                    nested: { nested in
                        nested.put(1, scale)
                        nested.put(2, band)
                    })
            }
        }
        return fields.bytes
    }

    static func opened(
        _ content: [UInt8], kind: SignalKind, at moment: Timestamp
    ) throws(StoreError) -> (signal: WarningSignal, text: String) {
        let fields = try FieldDecoder(content)
        let text = try fields.text(1)
        guard let instrument = try fields.optionalText(5) else {
            let days = try fields.optionalInteger(4).map { Int(truncatingIfNeeded: $0) }
            let report = WarningSignal.Report(
                trust: try fields.state(2), words: try fields.texts(3), days: days,
                signs: try fields.texts(8).compactMap(ObservationSign.init(rawValue:)))
            return (WarningSignal(kind, at: moment, report), text)
        }
        var bands: [String: String] = [:]
        for band in try fields.nested(7) { bands[try band.text(1)] = try band.text(2) }
        let evidence = WarningRules.Evidence(
            instrument: instrument, criticalItems: try fields.texts(6), bands: bands)
        return (WarningSignal(evidence, at: moment), text)
    }
}
