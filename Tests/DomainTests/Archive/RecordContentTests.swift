import Domain
import Testing

@Suite("Records of the archive")
struct RecordContentTests {
    private static let words = CrisisWords(groups: [
        .init(id: "suicide", words: ["不想活"]), .init(id: "bullying", words: ["霸凌"]),
    ])

    private static func seen(_ text: String, _ signs: ObservationSign...) -> RecordContent {
        .observation(.init(text: text, signs: signs))
    }

    private static func told(_ text: String, _ trust: SignalTrust) -> RecordContent {
        .information(.init(source: .guardian, trust: trust, text: text))
    }

    @Test("Signs stand in one order, each once, whatever was sent")
    func signs() {
        let observation = RecordContent.Observation(text: "所见", signs: [.farewell, .mood, .farewell, .sleep])
        #expect(observation.signs == [.mood, .sleep, .farewell])
        #expect(observation.isUrgent)
        #expect(!RecordContent.Observation(text: "所见", signs: [.mood, .other]).isUrgent)
        #expect(!RecordContent.Observation(text: "所见").isUrgent)
    }

    @Test("Six signs are urgent, and no other")
    func urgent() {
        #expect(
            ObservationSign.allCases.filter(\.isUrgent)
                == [.selfHarm, .deathTalk, .farewell, .threat, .harmed, .unreality])
    }

    private static let corrections: [(RecordContent, RecordContent, Bool)] = [
        (seen("迟到", .mood), seen("迟到", .mood), false),
        (seen("迟到"), seen("迟到两次", .sleep, .mood), false),
        (seen("迟到", .mood), seen("迟到", .mood, .farewell), true),
        // Urgent before, and still.
        (seen("告别", .farewell), seen("与同学告别", .farewell), false),
        (seen("告别", .farewell), seen("告别", .farewell, .selfHarm), true),
        (seen("告别", .farewell), seen("告别", .mood), false),
        (seen("哭泣"), seen("哭泣，说不想活"), true),
        (seen("说不想活"), seen("哭着说不想活"), false),
        (seen("说不想活"), seen("说不想活，因被霸凌"), true),
        (told("夜不归宿", .hearsay), told("夜不归宿", .observed), true),
        (told("夜不归宿", .confirmed), told("夜不归宿", .hearsay), false),
        (told("夜不归宿", .observed), told("夜不归宿，不想活", .observed), true),
        (seen("迟到"), told("不想活", .confirmed), false),
    ]

    @Test("A correction is weighed anew only where it says something graver", arguments: corrections)
    func graver(_ former: RecordContent, _ new: RecordContent, _ isGraver: Bool) {
        #expect(new.isGraver(than: former, Self.words) == isGraver)
    }

    private static let march = CalendarDate("2026-03-01")
    private static let april = CalendarDate("2026-04-01")
    private static let may = CalendarDate("2026-05-01")

    private static let spans: [(CalendarDate?, CalendarDate?, String?)] = [
        (nil, nil, nil), (march, nil, nil), (march, april, nil), (march, march, nil), (nil, april, nil),
        (april, april, nil), (may, nil, "since"), (nil, may, "until"), (april, march, "until"),
    ]

    @Test("The dates of a circumstance lie in order, and not in the future", arguments: spans)
    func dates(_ since: CalendarDate?, _ until: CalendarDate?, _ field: String?) throws {
        let circumstance = RecordContent.Circumstance(
            category: .leftBehind, since: since, until: until, source: .guardian)
        #expect(circumstance.finding(on: try #require(Self.april))?.field == field)
    }

    @Test("A circumstance holds from its first day to its last")
    func holding() throws {
        let (march, april, may) = (
            try #require(Self.march), try #require(Self.april), try #require(Self.may)
        )
        let whole = RecordContent.Circumstance(category: .divorced, since: march, until: april, source: .student)
        #expect(whole.holds(on: march) && whole.holds(on: april))
        #expect(!whole.holds(on: march.adding(days: -1)) && !whole.holds(on: april.adding(days: 1)))
        let open = RecordContent.Circumstance(category: .divorced, source: .student)
        #expect(open.holds(on: march) && open.holds(on: may))
    }

    @Test("What is told is weighed as what it is")
    func sources() {
        var kinds: [SignalKind: [InformationSource]] = [:]
        for source in InformationSource.allCases { kinds[source.signalKind, default: []].append(source) }
        #expect(kinds[.hotline] == [.hotline])
        #expect(kinds[.external] == [.hospital, .police, .onlineIncident])
        #expect(Set(kinds.keys) == [.hotline, .external, .information])
    }

    @Test("Each category leads to the priority group that T26 names, and some to none")
    func priorities() {
        var groups: [MentorPriority: [CircumstanceCategory]] = [:]
        var none: [CircumstanceCategory] = []
        for category in CircumstanceCategory.allCases {
            if let group = category.mentorPriority {
                groups[group, default: []].append(category)
            } else {
                none.append(category)
            }
        }
        #expect(
            groups[.specialFamily] == [
                .singleParent, .divorced, .leftBehind, .migrant, .blendedFamily, .noParentalCare,
            ])
        #expect(groups[.physicalCondition] == [.congenitalDisease, .weakConstitution, .chronicIllness, .disability])
        #expect(groups[.psychologicalProblem] == [.mentalCondition])
        #expect(groups[.economicHardship] == [.economicHardship])
        #expect(groups[.studyPressure] == [.studyPressure])
        #expect(none == [.specialPersonality, .bullyingVictim, .violenceVictim, .sexualAssaultVictim])
    }
}
