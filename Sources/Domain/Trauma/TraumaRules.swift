/// What has happened to a student.
public enum TraumaKind: String, Sendable, CaseIterable, Codable {
    case bullying
    case violence
    case sexualAssault = "sexual_assault"
}

public enum TraumaGravity: String, Sendable, CaseIterable {
    case ordinary
    case grave
}

/// Who is suspected, as far as it changes what must be done.
public enum TraumaSuspect: String, Sendable, CaseIterable {
    case unknown
    case student
    case guardian
    case staff
    case other
}

/// What must be reported, to whom, by when and on which legal ground: configuration (`config/rules/trauma.json`).
public struct TraumaRules: Sendable, Hashable {
    /// When a step must be done without exception.
    public enum Duty: String, Sendable, CaseIterable, Codable {
        case always
        /// For grave cases.
        case grave
        /// Where a guardian is suspected.
        case guardianSuspected = "guardian_suspected"
        /// Unless a guardian is suspected; then the step is not even proposed.
        case unlessGuardianSuspected = "unless_guardian_suspected"
        case never
    }

    public struct Step: Sendable, Hashable, Codable {
        /// Stored with each report; never given another meaning.
        public let id: String
        public let title: String
        /// The legal ground, as people cite it.
        public let ground: String
        public let duty: Duty
        /// For a student of 18 and more, whom the law on minors no longer covers; the same when nothing.
        public let dutyForAdults: Duty?
        /// After the school has learnt of it.
        public let within: TimeSpan

        public init(
            id: String, title: String, ground: String, duty: Duty, dutyForAdults: Duty? = nil, within: TimeSpan
        ) {
            self.id = id
            self.title = title
            self.ground = ground
            self.duty = duty
            self.dutyForAdults = dutyForAdults
            self.within = within
        }
    }

    public enum AgeGroup: Sendable, Hashable, CaseIterable {
        case minor
        /// From the day of the 18th birthday on.
        case adult
    }

    /// A step as it stands in one report.
    public struct Task: Sendable, Hashable {
        public let step: Step
        public let isMandatory: Bool
    }

    /// Why a file is refused.
    public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        case kindMissing(TraumaKind)
        case stepTwice(TraumaKind, String)
        case groundMissing(TraumaKind, String)
        /// A protocol that could end without any report.
        case nothingMandatory(TraumaKind)

        public var description: String {
            switch self {
            case .kindMissing(let kind): "\(kind.rawValue) is missing"
            case .stepTwice(let kind, let step): "\(kind.rawValue): the step \(step) is there twice"
            case .groundMissing(let kind, let step): "\(kind.rawValue): the step \(step) must have a title and a ground"
            case .nothingMandatory(let kind):
                "\(kind.rawValue): one step at least must have the duty always, for adults too"
            }
        }
    }

    public let steps: [TraumaKind: [Step]]

    public init(_ steps: [TraumaKind: [Step]]) throws(Fault) {
        for kind in TraumaKind.allCases {
            guard let own = steps[kind] else { throw .kindMissing(kind) }
            var seen: Set<String> = []
            for step in own {
                guard seen.insert(step.id).inserted else { throw .stepTwice(kind, step.id) }
                guard !step.id.isEmpty, !step.title.isEmpty, !step.ground.isEmpty else {
                    throw .groundMissing(kind, step.id)
                }
            }
            guard own.contains(where: { $0.duty == .always && ($0.dutyForAdults ?? .always) == .always }) else {
                throw .nothingMandatory(kind)
            }
        }
        self.steps = steps
    }

    /// What is to be done in a case, in the order of the file. Who is of unknown age is a minor.
    public func tasks(
        for kind: TraumaKind, _ gravity: TraumaGravity, suspect: TraumaSuspect, _ age: AgeGroup
    ) -> [Task] {
        (steps[kind] ?? []).compactMap { step in
            switch age == .adult ? step.dutyForAdults ?? step.duty : step.duty {
            case .always: Task(step: step, isMandatory: true)
            case .grave: Task(step: step, isMandatory: gravity == .grave)
            case .guardianSuspected: Task(step: step, isMandatory: suspect == .guardian)
            case .unlessGuardianSuspected: suspect == .guardian ? nil : Task(step: step, isMandatory: true)
            case .never: Task(step: step, isMandatory: false)
            }
        }
    }

    /// A step by its name; nothing for one that the file no longer has.
    public func step(_ id: String, of kind: TraumaKind) -> Step? { steps[kind]?.first { $0.id == id } }
}

extension TraumaRules: Decodable {
    public init(from decoder: any Decoder) throws {
        let file = try decoder.singleValueContainer().decode([String: [Step]].self)
        var steps: [TraumaKind: [Step]] = [:]
        for kind in TraumaKind.allCases { steps[kind] = file[kind.rawValue] }
        try self.init(steps)
    }
}
