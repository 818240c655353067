/// What a version of a record says.
public enum RecordContent: Sendable, Hashable {
    case observation(Observation)
    case information(Information)
    case circumstance(Circumstance)

    /// What somebody saw in daily life.
    public struct Observation: Sendable, Hashable {
        public let text: String
        /// In the order of the enum, each once.
        public let signs: [ObservationSign]

        public init(text: String, signs: some Sequence<ObservationSign> = []) {
            self.text = text
            let seen = Set(signs)
            self.signs = ObservationSign.allCases.filter(seen.contains)
        }

        public var isUrgent: Bool { signs.contains(where: \.isUrgent) }
    }

    /// What somebody else told the school.
    public struct Information: Sendable, Hashable {
        public let source: InformationSource
        /// Who exactly, as a name or a file number.
        public let sourceDetail: String?
        public let trust: SignalTrust
        public let text: String

        public init(source: InformationSource, sourceDetail: String? = nil, trust: SignalTrust, text: String) {
            self.source = source
            self.sourceDetail = sourceDetail
            self.trust = trust
            self.text = text
        }
    }

    /// A special circumstance, from one day to another.
    public struct Circumstance: Sendable, Hashable {
        public let category: CircumstanceCategory
        /// Nothing if nobody knows.
        public let since: CalendarDate?
        /// The last day; nothing while it goes on.
        public var until: CalendarDate?
        public let source: InformationSource
        public let note: String?

        public init(
            category: CircumstanceCategory, since: CalendarDate? = nil, until: CalendarDate? = nil,
            source: InformationSource, note: String? = nil
        ) {
            self.category = category
            self.since = since
            self.until = until
            self.source = source
            self.note = note
        }

        /// Whether it holds on a day. One without a beginning has always held.
        public func holds(on day: CalendarDate) -> Bool {
            since.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
        }

        /// What is wrong with its dates on `today`, with the field; nothing when they hold.
        public func finding(on today: CalendarDate) -> (field: String, description: String)? {
            if let since, since > today { return ("since", "must not lie in the future") }
            if let until, until > today {
                return ("until", "must not lie in the future; leave it out while it goes on")
            }
            if let since, let until, until < since { return ("until", "must not lie before since") }
            return nil
        }
    }

    public var topic: RecordTopic {
        switch self {
        case .observation: .observation
        case .information: .information
        case .circumstance: .circumstance
        }
    }
}
