internal import Domain

/// What is sealed of a version. Which of the fields are there follows from the topic.
extension RecordContent {
    private enum Tag {
        static let text: UInt8 = 1
        static let signs: UInt8 = 2
        static let source: UInt8 = 3
        static let sourceDetail: UInt8 = 4
        static let trust: UInt8 = 5
        static let category: UInt8 = 6
        /// Days since 1970.
        static let since: UInt8 = 7
        static let until: UInt8 = 8
    }

    var fields: [UInt8] {
        var fields = FieldEncoder()
        switch self {
        case .observation(let observation):
            fields.put(Tag.text, observation.text)
            fields.put(Tag.signs, observation.signs.map(\.rawValue))
        case .information(let information):
            fields.put(Tag.text, information.text)
            fields.put(Tag.source, information.source)
            fields.put(Tag.sourceDetail, information.sourceDetail)
            fields.put(Tag.trust, information.trust)
        case .circumstance(let circumstance):
            fields.put(Tag.category, circumstance.category)
            fields.put(Tag.since, circumstance.since.map { Int64($0.daysSinceEpoch) })
            fields.put(Tag.until, circumstance.until.map { Int64($0.daysSinceEpoch) })
            fields.put(Tag.source, circumstance.source)
            fields.put(Tag.text, circumstance.note)
        }
        return fields.bytes
    }

    init(_ topic: RecordTopic, fields bytes: [UInt8]) throws(StoreError) {
        let fields = try FieldDecoder(bytes)
        switch topic {
        case .observation:
            var signs: [ObservationSign] = []
            for word in try fields.texts(Tag.signs) {
                guard let sign = ObservationSign(rawValue: word) else { throw .fieldsDamaged }
                signs.append(sign)
            }
            self = .observation(Observation(text: try fields.text(Tag.text), signs: signs))
        case .information:
            self = .information(
                Information(
                    source: try fields.state(Tag.source), sourceDetail: try fields.optionalText(Tag.sourceDetail),
                    trust: try fields.state(Tag.trust), text: try fields.text(Tag.text)))
        case .circumstance:
            self = .circumstance(
                Circumstance(
                    category: try fields.state(Tag.category), since: try Self.date(Tag.since, fields),
                    until: try Self.date(Tag.until, fields), source: try fields.state(Tag.source),
                    note: try fields.optionalText(Tag.text)))
        }
    }

    private static func date(_ tag: UInt8, _ fields: FieldDecoder) throws(StoreError) -> CalendarDate? {
        try fields.optionalInteger(tag).map { CalendarDate(daysSinceEpoch: Int($0)) }
    }
}
