/// Who becomes whose mentor: pure, and the same for the same input in any order.
///
/// Priority groups come first, the gravest level of the care list and then who belongs to most groups; each such student
/// gets a trained mentor as long as one has room, and of those the one with the fewest priority students, so that they do
/// not gather on one teacher. Everybody else follows, and loads are evened out: the mentor who has used the smallest
/// part of the limit is next. Where all this is equal, the identifier decides.
public struct MentorAssignment: Sendable, Hashable {
    public struct Student: Sendable, Hashable {
        public let id: Identifier
        /// The class, dorm, and all units above them.
        public let units: Set<Identifier>
        public let need: MentorNeed

        public init(id: Identifier, units: Set<Identifier>, need: MentorNeed = MentorNeed([])) {
            self.id = id
            self.units = units
            self.need = need
        }
    }

    public struct Mentor: Sendable, Hashable {
        public let id: Identifier
        /// Whose students it can be.
        public let unit: Identifier
        public let training: MentorTraining
        /// How many mentees there can be at most.
        public let limit: Int
        /// How many there are, and how many of these are of a priority group.
        public var load: Int
        public var priorityLoad: Int

        public init(
            id: Identifier, unit: Identifier, training: MentorTraining, limit: Int, load: Int, priorityLoad: Int
        ) {
            self.id = id
            self.unit = unit
            self.training = training
            self.limit = limit
            self.load = load
            self.priorityLoad = priorityLoad
        }

        var hasRoom: Bool { load < limit }
    }

    /// What the choice was made by.
    public struct Explanation: Sendable, Hashable {
        /// Why the student came first; empty for who has no need of that kind.
        public let groups: [MentorPriority]
        public let training: MentorTraining
        /// Mentees of the mentor before, and how many there can be.
        public let load: Int
        public let limit: Int
        /// How many mentors of the student's units had room.
        public let candidates: Int

        public init(groups: [MentorPriority], training: MentorTraining, load: Int, limit: Int, candidates: Int) {
            self.groups = groups
            self.training = training
            self.load = load
            self.limit = limit
            self.candidates = candidates
        }
    }

    public struct Choice: Sendable, Hashable {
        public let student: Identifier
        public let mentor: Identifier
        public let explanation: Explanation
    }

    /// Why somebody is left without a mentor.
    public enum Obstacle: Sendable, Hashable {
        /// No mentor is for a unit of the student.
        case nobodyForUnit
        /// All of them have as many mentees as they can have.
        case everybodyFull
    }

    public struct LeftOver: Sendable, Hashable {
        public let student: Identifier
        public let obstacle: Obstacle
    }

    /// In the order in which they were made.
    public let choices: [Choice]
    public let leftOver: [LeftOver]

    /// - Parameter most: after so many choices it ends; who comes later is in neither list.
    public init(of students: [Student], to mentors: [Mentor], most: Int = .max) {
        var mentors = mentors.sorted { $0.id < $1.id }
        var (choices, leftOver): ([Choice], [LeftOver]) = ([], [])
        for student in students.sorted(by: Self.comesBefore) where choices.count < most {
            let possible = mentors.indices.filter { student.units.contains(mentors[$0].unit) }
            let free = possible.filter { mentors[$0].hasRoom }
            let isPriority = !student.need.groups.isEmpty
            guard
                let chosen = free.min(by: { Self.isBetter(mentors[$0], mentors[$1], forPriority: isPriority) })
            else {
                leftOver.append(
                    LeftOver(student: student.id, obstacle: possible.isEmpty ? .nobodyForUnit : .everybodyFull))
                continue
            }
            let mentor = mentors[chosen]
            choices.append(
                Choice(
                    student: student.id, mentor: mentor.id,
                    explanation: Explanation(
                        groups: student.need.groups.sorted(), training: mentor.training, load: mentor.load,
                        limit: mentor.limit, candidates: free.count)))
            mentors[chosen].load += 1
            if isPriority { mentors[chosen].priorityLoad += 1 }
        }
        self.choices = choices
        self.leftOver = leftOver
    }

    /// A short name of these choices: who applies them is told when they would be others by now. Not a signature.
    public var fingerprint: String {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for choice in choices {
            for byte in choice.student.bytes + choice.mentor.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func comesBefore(_ left: Student, _ right: Student) -> Bool {
        let (one, other) = (left.need, right.need)
        if one.groups.isEmpty != other.groups.isEmpty { return other.groups.isEmpty }
        if !one.groups.isEmpty {
            if one.level != other.level { return one.level > other.level }
            if one.groups.count != other.groups.count { return one.groups.count > other.groups.count }
        }
        return left.id < right.id
    }

    private static func isBetter(_ left: Mentor, _ right: Mentor, forPriority isPriority: Bool) -> Bool {
        if isPriority {
            if left.training != right.training { return left.training == .trained }
            if left.priorityLoad != right.priorityLoad { return left.priorityLoad < right.priorityLoad }
        }
        // load / limit, without dividing.
        let (used, other) = (left.load * right.limit, right.load * left.limit)
        if used != other { return used < other }
        // Who is trained is kept for those who need it.
        if left.training != right.training { return (left.training == .trained) == isPriority }
        return left.id < right.id
    }
}
