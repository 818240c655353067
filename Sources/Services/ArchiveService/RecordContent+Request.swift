internal import Domain
internal import JSONRPC
internal import XinyuAPI

/// What requests say of records, checked.
extension RecordContent.Observation {
    init(text: String, _ signs: [APIObservationSign], field: String) throws(RPCError) {
        var seen: [ObservationSign] = []
        for (index, sign) in signs.enumerated() {
            seen.append(try ObservationSign(sign, field: "\(field)signs[\(index)]"))
        }
        self.init(text: try FreeText.required(text, field: field + "text"), signs: seen)
    }
}

extension RecordContent.Information {
    init(_ message: APIInformation, field: String) throws(RPCError) {
        self.init(
            source: try InformationSource(message.source, field: field + "source"),
            sourceDetail: try FreeText.optional(message.sourceDetail, field: field + "sourceDetail"),
            trust: try SignalTrust(message.trust, field: field + "trust"),
            text: try FreeText.required(message.text, field: field + "text"))
    }
}

extension RecordContent.Circumstance {
    /// - Parameter today: no date lies behind it.
    init(_ message: APICircumstance, field: String, today: CalendarDate) throws(RPCError) {
        self.init(
            category: try CircumstanceCategory(message.category, field: field + "category"),
            since: try Self.date(message.since, field: field + "since"),
            until: try Self.date(message.until, field: field + "until"),
            source: try InformationSource(message.source, field: field + "source"),
            note: try FreeText.optional(message.note, field: field + "note"))
        if let finding = finding(on: today) {
            throw .invalidArgument(field: field + finding.field, description: finding.description)
        }
    }

    /// Nothing for an empty text.
    static func date(_ text: String, field: String) throws(RPCError) -> CalendarDate? {
        guard !text.isEmpty else { return nil }
        guard let date = CalendarDate(text) else {
            throw .invalidArgument(field: field, description: "must be a date, as 2026-03-01")
        }
        return date
    }

    /// The first moment of it, and the first after its last day.
    ///
    /// - Parameter recordedAt: stands for a beginning that nobody knows.
    func span(zone: Duration, recordedAt: Timestamp) -> (at: Timestamp, endsAt: Timestamp?) {
        (since?.start(offset: zone) ?? recordedAt, until?.adding(days: 1).start(offset: zone))
    }
}

extension RecordContent {
    /// The one message of a correction that is of the record's topic; no other may be there.
    init(_ request: APICorrectArchiveRecordRequest, _ topic: RecordTopic, today: CalendarDate) throws(RPCError) {
        let given: [(RecordTopic, Bool)] = [
            (.observation, request.hasObservation), (.information, request.hasInformation),
            (.circumstance, request.hasCircumstance),
        ]
        for (other, isGiven) in given where isGiven != (other == topic) {
            throw .invalidArgument(
                field: other.rawValue,
                description: isGiven
                    ? "the record is of another kind: give \(topic.rawValue) alone" : "must hold the whole content anew"
            )
        }
        self =
            switch topic {
            case .observation:
                .observation(
                    try Observation(
                        text: request.observation.text, request.observation.signs, field: "observation."))
            case .information: .information(try Information(request.information, field: "information."))
            case .circumstance:
                .circumstance(try Circumstance(request.circumstance, field: "circumstance.", today: today))
            }
    }
}
