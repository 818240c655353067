import Access
import Domain
import Testing

@Suite("What experts and hospitals reach")
struct AffairTests {
    private let place: Place

    init() throws { place = try Place() }

    @Test("A panel holds the open consultations of its schools that the account is assigned to, and nothing else")
    func panels() {
        let (now, later) = (Place.now, Place.now + .milliseconds(1))
        let own = place.account
        let cases: [(scope: Identifier?, target: Target, isCovered: Bool)] = [
            (place.school, place.consultation([own]), true),
            (place.city, place.consultation([own, identifier(51)]), true),
            (nil, place.consultation([own]), true),
            (place.otherSchool, place.consultation([own]), false),
            // A class has no panel of its own: who advises, advises a school.
            (place.classOne, place.consultation([own]), false),
            (place.school, place.consultation([identifier(51)]), false),
            (place.school, place.consultation([]), false),
            (place.school, place.consultation([own], until: later), true),
            (place.school, place.consultation([own], until: now), false),
            (place.school, place.consultation([own], until: nil), false),
            (nil, .student(place.student), false), (nil, .unit(place.school), false), (nil, .installation, false),
            (nil, place.referral(to: place.hospital), false), (nil, .institution(place.hospital, unitID: nil), false),
            (nil, .account(own, unitID: nil), false),
        ]
        for (scope, target, isCovered) in cases {
            let grant = place.grant(.expert, .panel(scope))
            #expect(grant.covers(target, in: place.units, at: now) == isCovered, "\(target)")
        }
    }

    @Test("An institution holds itself, and the referrals to it that are disclosed")
    func institutions() {
        let cases: [(target: Target, isCovered: Bool)] = [
            (place.referral(to: place.hospital), true), (place.referral(to: place.otherHospital), false),
            (place.referral(to: place.hospital, isDisclosed: false), false),
            (.institution(place.hospital, unitID: nil), true),
            (.institution(place.hospital, unitID: place.school), true),
            (.institution(place.otherHospital, unitID: nil), false),
            (.student(place.student), false), (.unit(place.school), false), (.installation, false),
            (place.consultation([place.account]), false), (.account(place.account, unitID: nil), false),
        ]
        let grant = place.grant(.hospitalLiaison, .institution(place.hospital))
        for (target, isCovered) in cases {
            #expect(grant.covers(target, in: place.units, at: Place.now) == isCovered, "\(target)")
        }
    }

    @Test("A school holds the consultations and referrals of its students, whatever their state")
    func schools() {
        let affairs = [
            place.consultation([], until: nil), place.referral(to: place.otherHospital, isDisclosed: false),
        ]
        for target in affairs {
            for (unit, isCovered) in [(place.school, true), (place.classOne, true), (place.otherSchool, false)] {
                let grant = place.grant(.counsellor, .unit(unit))
                #expect(grant.covers(target, in: place.units, at: Place.now) == isCovered)
            }
            let own = place.grant(.student, .student(place.student.id))
            #expect(own.covers(target, in: place.units, at: Place.now))
            let another = place.grant(.student, .student(place.stranger.id))
            #expect(!another.covers(target, in: place.units, at: Place.now))
        }
        for (unit, isCovered) in [(place.school, true), (place.city, true), (place.otherSchool, false)] {
            let grant = place.grant(.registrar, .unit(unit))
            let ofSchool = Target.institution(place.hospital, unitID: place.school)
            #expect(grant.covers(ofSchool, in: place.units, at: Place.now) == isCovered)
            #expect(!grant.covers(.institution(place.hospital, unitID: nil), in: place.units, at: Place.now))
        }
    }

    @Test("WhyAllowed tells through what an expert and a hospital reach a student, and what is missing")
    func explanation() throws {
        let identity = place.identity([
            place.grant(.expert, .panel(nil), id: 60),
            place.grant(.hospitalLiaison, .institution(place.hospital), id: 61),
        ])
        func lines(_ affairs: [Target]) -> [AccessExplanation.Line] {
            place.decider.explain(identity, on: place.student, affairs: affairs, in: place.units, at: Place.now).lines
        }
        let none = lines([place.consultation([identifier(51)]), place.referral(to: place.hospital, isDisclosed: false)])
        #expect(none.map(\.coversStudent) == [false, false])
        #expect(none.map(\.ceiling) == [nil, nil])
        #expect(
            none.map(\.text) == [
                "no consultation about the student is open to this expert",
                "no referral of the student is shown to this institution",
            ])
        let both = lines([place.consultation([place.account]), place.referral(to: place.hospital)])
        #expect(both.map(\.coversStudent) == [true, true])
        #expect(both.map(\.ceiling) == [.clinical, .clinical])
    }

    @Test("A role is held over a thing while its grant is in force and reaches there")
    func holding() {
        let target = place.consultation([])
        let lead = place.identity([place.grant(.crisisLead, .unit(place.school), until: Place.now + .milliseconds(1))])
        #expect(lead.holds(.crisisLead, over: target, in: place.units, at: Place.now))
        #expect(!lead.holds(.counsellor, over: target, in: place.units, at: Place.now))
        #expect(!lead.holds(.crisisLead, over: target, in: place.units, at: Place.now + .milliseconds(1)))
        let stranger = place.identity([place.grant(.crisisLead, .unit(place.otherSchool))])
        #expect(!stranger.holds(.crisisLead, over: target, in: place.units, at: Place.now))
    }
}
