import Domain
import Foundation
import Testing

@Suite("Contacts as the school requires them")
struct ContactComplianceTests {
    private static let day: Int64 = 86_400
    private let start = Timestamp(milliseconds: 1_793_750_400_000)

    private func required(
        inPerson: Int = 30, forms: [ContactForm] = ContactForm.allCases, topics: [ContactTopic] = []
    ) -> MentoringRequirements {
        MentoringRequirements(
            every: TimeSpan(seconds: 14 * 86_400), inPersonEvery: TimeSpan(seconds: inPerson * 86_400), forms: forms,
            topics: topics, topicEvery: TimeSpan(seconds: 60 * 86_400), mostMentees: 15)
    }

    private func contact(
        _ day: Int64, _ form: ContactForm = .talk, _ topics: Set<ContactTopic> = []
    ) -> ContactCompliance.Contact {
        ContactCompliance.Contact(at: start + .seconds(day * Self.day), form: form, topics: topics)
    }

    private func compliance(
        _ contacts: [ContactCompliance.Contact], _ required: MentoringRequirements, onDay day: Int64
    ) -> ContactCompliance {
        ContactCompliance(contacts, since: start, required, at: start + .seconds(day * Self.day))
    }

    private func days(_ moment: Timestamp) -> Int64 { (moment - start).components.seconds / Self.day }

    @Test func theFirstIsDueAsLongAfterTheStartAsBetweenTwo() {
        let fresh = compliance([], required(), onDay: 14)
        #expect(days(fresh.contactDueAt) == 14)
        #expect(fresh.isCompliant)
        #expect(compliance([], required(), onDay: 15).isContactOverdue)
    }

    @Test func isCountedFromTheNewest() {
        let two = compliance([contact(10), contact(3)], required(), onDay: 20)
        #expect(days(two.contactDueAt) == 24)
        #expect(two.isCompliant)
        #expect(compliance([contact(10), contact(3)], required(), onDay: 25).isContactOverdue)
    }

    @Test func countsTheFormsOfTheSchoolOnly() {
        let talksOnly = required(forms: [.talk])
        #expect(compliance([contact(10, .phone)], talksOnly, onDay: 15).isContactOverdue)
        #expect(!compliance([contact(10, .talk)], talksOnly, onDay: 15).isContactOverdue)
    }

    @Test(
        arguments: [
            (.talk, true), (.homeVisit, true), (.dormVisit, true), (.activity, true), (.phone, false),
            (.message, false),
        ] as [(ContactForm, Bool)])
    func asksForOneThatIsFaceToFace(_ form: ContactForm, _ isMet: Bool) {
        let contacts = [contact(20, form), contact(29, .message), contact(40, .message)]
        let later = compliance(contacts, required(), onDay: 45)
        #expect(!later.isContactOverdue)
        #expect(later.isInPersonOverdue == !isMet)
        #expect(later.inPersonDueAt.map(days) == (isMet ? 50 : 30))
        let unasked = compliance(contacts, required(inPerson: 0), onDay: 45)
        #expect(unasked.inPersonDueAt == nil)
        #expect(unasked.isCompliant)
    }

    @Test func whatIsDueFirstIsDueNext() {
        #expect(days(compliance([contact(10)], required(), onDay: 12).nextDueAt) == 24)
        #expect(days(compliance([contact(2), contact(28, .phone)], required(), onDay: 29).nextDueAt) == 32)
    }

    @Test func topicsMustComeUpOnceThereWasTheTimeForThem() {
        let topics = required(inPerson: 0, topics: [.study, .feelings])
        let contacts = stride(from: Int64(5), through: 125, by: 10).map { contact($0, .talk, [.study]) }
        #expect(compliance(contacts, topics, onDay: 60).missingTopics.isEmpty)
        #expect(compliance(contacts, topics, onDay: 61).missingTopics == [.feelings])
        let talked = contacts + [contact(50, .talk, [.feelings, .family])]
        #expect(compliance(talked, topics, onDay: 110).missingTopics.isEmpty)
        #expect(compliance(talked, topics, onDay: 111).missingTopics == [.feelings])
        #expect(!compliance(talked, topics, onDay: 111).isCompliant)
    }

    @Test func figuresAddUp() {
        var figures = ComplianceFigures()
        figures.add(compliance([contact(10)], required(), onDay: 12))
        figures.add(compliance([], required(), onDay: 20))
        figures.add(compliance([], required(topics: [.study]), onDay: 70))
        #expect(figures.mentorships == 3)
        #expect(figures.compliant == 1)
        #expect(figures.contactOverdue == 2)
        #expect(figures.inPersonOverdue == 1)
        #expect(figures.topicsMissing == 1)
    }

    @Test func theShippedRequirementsHold() throws {
        let shipped = try JSONDecoder().decode(
            MentoringRequirements.self, from: try shippedFile("config/rules/mentoring.json"))
        #expect(shipped.finding == nil)
        let room = try JSONDecoder().decode(
            CounsellingRules.self, from: try shippedFile("config/rules/counselling.json"))
        #expect(room.finding == nil)
    }

    @Test(
        arguments: [
            ([0, 0, 1, 10], [.talk], [], "every"), ([1, -1, 1, 10], [.talk], [], "inPersonEvery"),
            ([1, 0, 1, 10], [], [], "forms"), ([1, 0, 1, 10], [.talk, .talk], [], "forms"),
            ([1, 1, 1, 10], [.phone], [], "forms"), ([1, 0, 0, 10], [.talk], [.study], "topicEvery"),
            ([1, 0, 1, 10], [.talk], [.study, .study], "topics"), ([1, 0, 1, 0], [.talk], [], "mostMentees"),
            ([1, 0, 0, 1], [.talk], [], nil), ([1, 1, 1, 1_000], [.phone, .talk], [.study], nil),
        ] as [([Int], [ContactForm], [ContactTopic], String?)])
    func requirementsThatContradictThemselvesAreRefused(
        _ numbers: [Int], _ forms: [ContactForm], _ topics: [ContactTopic], _ field: String?
    ) {
        let requirements = MentoringRequirements(
            every: TimeSpan(seconds: numbers[0]), inPersonEvery: TimeSpan(seconds: numbers[1]), forms: forms,
            topics: topics, topicEvery: TimeSpan(seconds: numbers[2]), mostMentees: numbers[3])
        #expect(requirements.finding?.field == field)
    }

    @Test(
        arguments: [
            (.primary, 0, nil), (.junior, 0, 0), (.junior, 1, 1), (.junior, 2, nil), (.senior, 5, nil),
            (.university, 1, 1), (.vocational, 0, 0),
        ] as [(SchoolStage, Int, Int?)])
    func aClassHasTwoPeerObserversFromJuniorSchoolOn(_ stage: SchoolStage, _ present: Int, _ gap: Int?) {
        let id = Identifier("0123456789abcdef0123456789abcdef") ?? .installation
        func node(_ kind: UnitKind, isClosed: Bool = false) -> UnitNode {
            UnitNode(id: id, parentID: nil, kind: kind, stage: stage, grade: 8, isClosed: isClosed)
        }
        #expect(PeerObserverGap(node(.class), present: present)?.present == gap)
        #expect(PeerObserverGap(node(.class), present: present)?.wanted == (gap == nil ? nil : 2))
        #expect(PeerObserverGap(node(.class, isClosed: true), present: present) == nil)
        #expect(PeerObserverGap(node(.grade), present: present) == nil)
    }
}
