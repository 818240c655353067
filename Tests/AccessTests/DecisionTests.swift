import Access
import Domain
import TestSupport
import Testing

@Suite("The decision")
struct DecisionTests {
    private let place: Place

    init() throws { place = try Place() }

    @Test("What anyone may do needs no session, what the signed in may do needs no grant")
    func withoutGrants() {
        let nobodyInParticular = place.identity([])
        let nothing = Decision.allowed(ceiling: .public, role: nil, grantID: nil)
        #expect(place.decision(.nobody, .anyone, on: .installation) == nothing)
        #expect(place.decision(nobodyInParticular, .anyone, on: .student(place.student)) == nothing)
        #expect(place.decision(.nobody, .signedIn, on: .caller) == .denied(.noIdentity))
        #expect(place.decision(nobodyInParticular, .signedIn, on: .caller) == nothing)
    }

    @Test("Being signed in opens nothing that is not public, and is put down to a grant in force only")
    func signedIn() {
        let old = place.grant(.registrar, .installation, id: 61, until: Place.now)
        let present = place.grant(.counsellor, .unit(place.school), id: 62)
        #expect(
            place.decision(place.identity([old, present]), .signedIn, on: .student(place.student))
                == .allowed(ceiling: .public, role: .counsellor, grantID: identifier(62)))
        #expect(
            place.decision(place.identity([old]), .signedIn, on: .caller)
                == .allowed(ceiling: .public, role: nil, grantID: nil))
    }

    @Test("Of several grants the highest ceiling counts, in whatever order they are")
    func several() {
        let teacher = place.grant(.classTeacher, .unit(place.classOne), id: 61)
        let lead = place.grant(.crisisLead, .unit(place.school), id: 62)
        let expired = place.grant(.counsellor, .unit(place.school), id: 63, until: Place.now)
        let elsewhere = place.grant(.counsellor, .unit(place.otherSchool), id: 64)
        // The officer's has no such permission.
        let officer = place.grant(.securityOfficer, .installation, id: 65)
        let grants = [teacher, lead, expired, elsewhere, officer]
        for order in [grants, grants.reversed(), [lead, teacher, elsewhere, officer, expired]] {
            #expect(
                place.decision(place.identity(order), .careRead, on: .student(place.student))
                    == .allowed(ceiling: .clinical, role: .crisisLead, grantID: lead.id))
        }
        // Only the teacher's grant marks sheets, so only the teacher's ceiling is there.
        #expect(
            place.decision(place.identity([lead, teacher]), .sheetMark, on: .student(place.student)).ceiling == .status)
        // Of two alike the first is named.
        let twin = place.grant(.crisisLead, .unit(place.school), id: 66)
        #expect(
            place.decision(place.identity([twin, lead]), .careRead, on: .student(place.student))
                == .allowed(ceiling: .clinical, role: .crisisLead, grantID: twin.id))
    }

    @Test("A span starts with its first millisecond and ends before its last")
    func spans() {
        let (start, end) = (Place.now, Place.now + .seconds(60))
        let grant = place.grant(.mentor, .student(place.student.id), from: start, until: end)
        for (offset, isInForce) in [(-1, false), (0, true), (59_999, true), (60_000, false)] {
            #expect(grant.isInForce(at: start + .milliseconds(offset)) == isInForce)
        }
        #expect(place.grant(.mentor, .installation).isInForce(at: Timestamp(milliseconds: .min)))
    }

    @Test("An explanation says of each grant what it opens, or what it lacks")
    func explanation() {
        let grants = [
            place.grant(.classTeacher, .unit(place.classTwo), id: 61),
            place.grant(.counsellor, .unit(place.school), id: 62, until: Place.now),
            place.grant(.securityOfficer, .installation, id: 63),
            place.grant(.classTeacher, .unit(place.dorm), id: 64),
        ]
        let explanation = place.decider.explain(
            place.identity(grants), on: place.student, in: place.units, at: Place.now)
        #expect(explanation.isAllowed)
        #expect(explanation.lines.map(\.grant) == grants)
        #expect(explanation.lines.map(\.isInForce) == [true, false, true, true])
        #expect(explanation.lines.map(\.coversStudent) == [false, true, true, true])
        #expect(explanation.lines.map(\.ceiling) == [nil, nil, nil, .status])
        #expect(
            explanation.lines.map(\.text) == [
                "the student is outside of the grant's place", "the grant is not in force now",
                "security_officer reads no student's record", "opens up to status: care_read, roster_read",
            ])
        let shut = place.decider.explain(
            place.identity(Array(grants.prefix(3))), on: place.student, in: place.units, at: Place.now)
        #expect(!shut.isAllowed)
        #expect(
            place.decider.explain(place.identity([]), on: place.student, in: place.units, at: Place.now).lines.isEmpty)
    }

    /// What reads about one student: what an explanation must cover.
    private static let reading: [Permission] = [
        .rosterRead, .sheetRead, .resultRead, .warningRead, .careRead, .planRead, .archiveRead,
        .consultationRead, .consultationAdvise, .referralRead, .referralAnswer,
    ]

    @Test("The explanation agrees with what is decided", arguments: 1...200)
    func agreement(seed: Int) {
        let source = SeededRandomSource(seed: UInt64(seed))
        func pick<Element>(_ elements: [Element]) -> Element { elements[Int(source.bytes(1)[0]) % elements.count] }
        let scopes: [GrantScope] = [
            .installation, .unit(place.city), .unit(place.school), .unit(place.classTwo), .unit(place.dorm),
            .student(place.student.id), .student(place.stranger.id), .panel(nil), .institution(place.hospital),
        ]
        let moments: [Timestamp?] = [nil, Place.now, Place.now + .seconds(-5), Place.now + .seconds(5)]
        let grants = (0..<pick([0, 1, 2, 5])).map {
            place.grant(pick(Role.allCases), pick(scopes), id: 100 + $0, from: pick(moments), until: pick(moments))
        }
        let identity = place.identity(grants)
        let student = pick([place.student, place.stranger])
        let explanation = place.decider.explain(identity, on: student, in: place.units, at: Place.now)
        let ceilings = Self.reading.compactMap { place.decision(identity, $0, on: .student(student)).ceiling }
        #expect(explanation.isAllowed == !ceilings.isEmpty)
        #expect(explanation.lines.compactMap(\.ceiling).max() == ceilings.max())
    }
}
