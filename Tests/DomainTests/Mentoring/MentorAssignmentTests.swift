import Domain
import Testing

@Suite("Who becomes whose mentor")
struct MentorAssignmentTests {
    private typealias Student = MentorAssignment.Student
    private typealias Mentor = MentorAssignment.Mentor

    private static func id(_ number: Int) -> Identifier {
        Identifier(bytes: [UInt8](repeating: 0, count: 14) + [UInt8(number / 256), UInt8(number % 256)])
            ?? .installation
    }
    private let school = id(60_001)
    private let classOne = id(60_002)
    private let classTwo = id(60_003)

    private func student(
        _ number: Int, in schoolClass: Identifier? = nil, _ groups: Set<MentorPriority> = [],
        _ level: AttentionLevel = .none
    ) -> Student {
        Student(
            id: Self.id(number), units: [school, schoolClass ?? classOne], need: MentorNeed(groups, level: level))
    }

    private func mentor(
        _ number: Int, in unit: Identifier? = nil, _ training: MentorTraining = .none, limit: Int = 10, load: Int = 0,
        priorityLoad: Int = 0
    ) -> Mentor {
        Mentor(
            id: Self.id(number), unit: unit ?? school, training: training, limit: limit, load: load,
            priorityLoad: priorityLoad)
    }

    /// As `1→101 2→102`, in the order of the choices.
    private func text(_ assignment: MentorAssignment) -> String {
        func number(_ id: Identifier) -> Int { Int(id.bytes[14]) * 256 + Int(id.bytes[15]) }
        return assignment.choices.map { "\(number($0.student))→\(number($0.mentor))" }.joined(separator: " ")
    }

    @Test func priorityGroupsComeFirstTheGravestAheadOfAll() {
        let assignment = MentorAssignment(
            of: [
                student(1), student(2, [.studyPressure]), student(3, [.psychologicalProblem], .watch),
                student(4, [.psychologicalProblem], .crisis), student(5, [.specialFamily, .economicHardship]),
                student(6, [.psychologicalProblem, .specialFamily], .watch),
            ], to: [mentor(101, limit: 100)])
        #expect(text(assignment) == "4→101 6→101 3→101 5→101 2→101 1→101")
        #expect(assignment.leftOver.isEmpty)
    }

    @Test func theLastPlacesGoToThoseWhoNeedThem() {
        let assignment = MentorAssignment(
            of: [student(1), student(2), student(3, [.physicalCondition])], to: [mentor(101, limit: 1)])
        #expect(text(assignment) == "3→101")
        #expect(assignment.leftOver.map(\.obstacle) == [.everybodyFull, .everybodyFull])
    }

    /// 101 has used a fifth, 102 a tenth, 103 nothing.
    @Test func loadsAreEvenedOutByTheirLimits() {
        let assignment = MentorAssignment(
            of: (1...5).map { student($0) },
            to: [mentor(101, limit: 10, load: 2), mentor(102, limit: 20, load: 2), mentor(103, limit: 5)])
        // 103: 0/5 → 1/5; 102: 2/20, 3/20, → 4/20; then all have used a fifth, and 101 is the first by identifier.
        #expect(text(assignment) == "1→103 2→102 3→102 4→101 5→102")
    }

    @Test func priorityStudentsGoToTrainedMentorsAndAreSpread() {
        let assignment = MentorAssignment(
            of: [student(1, [.specialFamily]), student(2, [.specialFamily]), student(3, [.specialFamily])],
            to: [mentor(101), mentor(102, .trained, load: 9, priorityLoad: 0), mentor(103, .trained, priorityLoad: 1)])
        // 102 has none of them yet; then 102 is full, and 103 is trained.
        #expect(text(assignment) == "1→102 2→103 3→103")
    }

    @Test func otherwiseTrainedMentorsAreSpared() {
        let assignment = MentorAssignment(of: [student(1)], to: [mentor(101, .trained), mentor(102)])
        #expect(text(assignment) == "1→102")
    }

    @Test func aMentorIsForTheUnitThatItWasEnlistedFor() {
        let assignment = MentorAssignment(
            of: [student(1, in: classOne), student(2, in: classTwo)], to: [mentor(101, in: classOne)])
        #expect(text(assignment) == "1→101")
        #expect(assignment.leftOver.map(\.student) == [Self.id(2)])
        #expect(assignment.leftOver.map(\.obstacle) == [.nobodyForUnit])
    }

    @Test func saysWhatTheChoiceWasMadeBy() {
        let assignment = MentorAssignment(
            of: [student(1, [.studyPressure, .specialFamily])],
            to: [
                mentor(101, .trained, limit: 8, load: 3), mentor(102), mentor(103, limit: 1, load: 1),
                mentor(104, in: classTwo),
            ])
        #expect(
            assignment.choices.map(\.explanation) == [
                .init(
                    groups: [.specialFamily, .studyPressure], training: .trained, load: 3, limit: 8, candidates: 2)
            ])
    }

    @Test func endsAfterTheMostThatIsWanted() {
        let assignment = MentorAssignment(of: (1...5).map { student($0) }, to: [mentor(101)], most: 2)
        #expect(text(assignment) == "1→101 2→101")
        #expect(assignment.leftOver.isEmpty)
    }

    @Test func nobodyToAssignToOrNobodyToAssign() {
        #expect(MentorAssignment(of: [], to: [mentor(101)]).choices.isEmpty)
        #expect(MentorAssignment(of: [student(1)], to: []).leftOver.map(\.obstacle) == [.nobodyForUnit])
        #expect(MentorAssignment(of: [student(1)], to: [mentor(101, limit: 0)]).choices.isEmpty)
    }

    /// FNV-1a, worked out apart from this program (Python).
    @Test func theFingerprintNamesTheChoices() {
        #expect(MentorAssignment(of: [], to: []).fingerprint == "cbf29ce484222325")
        let one = MentorAssignment(of: [student(1)], to: [mentor(101)])
        #expect(one.fingerprint == "bdab297fe0b35d39")
        #expect(MentorAssignment(of: [student(2)], to: [mentor(101)]).fingerprint != one.fingerprint)
        #expect(MentorAssignment(of: [student(1)], to: [mentor(102)]).fingerprint != one.fingerprint)
    }

    @Test(arguments: 0..<40)
    func isTheSameInAnyOrderAndKeepsTheLimits(_ seed: Int) {
        var numbers = SeededNumbers(seed: seed)
        let students = (1...60).map { number in
            student(
                number, in: Bool.random(using: &numbers) ? classOne : classTwo,
                Set(MentorPriority.allCases.filter { _ in Int.random(in: 0..<6, using: &numbers) == 0 }),
                AttentionLevel.allCases.randomElement(using: &numbers) ?? .none)
        }
        let mentors = (101...108).map { number in
            let limit = Int.random(in: 0...9, using: &numbers)
            return mentor(
                number, in: [school, classOne, classTwo].randomElement(using: &numbers),
                Bool.random(using: &numbers) ? .trained : .none, limit: limit,
                load: Int.random(in: 0...limit, using: &numbers))
        }
        let assignment = MentorAssignment(of: students, to: mentors)
        #expect(
            MentorAssignment(of: students.shuffled(using: &numbers), to: mentors.shuffled(using: &numbers))
                == assignment)
        let given = Dictionary(grouping: assignment.choices, by: \.mentor).mapValues(\.count)
        for mentor in mentors { #expect(mentor.load + given[mentor.id, default: 0] <= mentor.limit) }
        #expect(
            Set(assignment.choices.map(\.student)).union(assignment.leftOver.map(\.student)).count == students.count)
        #expect(assignment.choices.count + assignment.leftOver.count == students.count)
        // Who comes first never waits for who comes later.
        let firsts = assignment.choices.map { !$0.explanation.groups.isEmpty }
        #expect(firsts == firsts.sorted { $0 && !$1 })
    }
}
