import Access
import Domain
import Testing

@Suite("Where a grant holds")
struct ScopeTests {
    private let place: Place

    init() throws { place = try Place() }

    @Test("A scope takes in what stands below it and nothing else")
    func table() {
        let targets: [(name: String, target: Target)] = [
            ("installation", .installation), ("caller", .caller), ("city", .unit(place.city)),
            ("school", .unit(place.school)), ("class", .unit(place.classOne)), ("gone unit", .unit(identifier(999))),
            ("student", .student(place.student)), ("stranger", .student(place.stranger)),
            ("account of class two", .account(identifier(80), unitID: place.classTwo)),
            ("account of nowhere", .account(identifier(81), unitID: nil)),
        ]
        // Scope: all that it takes in beside the caller's own.
        let table: [(scope: GrantScope, covered: Set<String>)] = [
            (.installation, Set(targets.map(\.name))),
            (.unit(place.city), ["city", "school", "class", "student", "stranger", "account of class two"]),
            (.unit(place.school), ["school", "class", "student", "account of class two"]),
            (.unit(place.grade), ["class", "student", "account of class two"]),
            (.unit(place.classOne), ["class", "student"]),
            (.unit(place.classTwo), ["account of class two"]),
            (.unit(place.dorm), ["student"]),
            (.unit(place.otherSchool), ["stranger"]),
            (.unit(place.otherClass), ["stranger"]),
            (.unit(identifier(998)), []),
            (.student(place.student.id), ["student"]),
            (.student(place.stranger.id), ["stranger"]),
            (.student(identifier(998)), []),
        ]
        for (scope, covered) in table {
            // The scope alone is asked: the role is one that holds the permission.
            let identity = place.identity([place.grant(.counsellor, scope)])
            for (name, target) in targets {
                let isCovered = name == "caller" || covered.contains(name)
                #expect(place.decision(identity, .planRead, on: target).isAllowed == isCovered, "\(scope), \(name)")
            }
        }
    }

    @Test("A dorm cuts across classes: it brings its students, not their classes")
    func dorms() {
        let keeper = place.identity([place.grant(.classTeacher, .unit(place.dorm))])
        let neighbour = Target.StudentTarget(
            id: identifier(32), schoolID: place.school, classID: place.classTwo, dormID: place.dorm)
        let dayPupil = Target.StudentTarget(
            id: identifier(33), schoolID: place.school, classID: place.classOne, dormID: nil)
        #expect(place.decision(keeper, .rosterRead, on: .student(place.student)).isAllowed)
        #expect(place.decision(keeper, .rosterRead, on: .student(neighbour)).isAllowed)
        #expect(place.decision(keeper, .rosterRead, on: .student(dayPupil)) == .denied(.outOfScope))
        #expect(place.decision(keeper, .rosterRead, on: .unit(place.classOne)) == .denied(.outOfScope))
        #expect(place.decision(keeper, .rosterRead, on: .unit(place.dorm)).isAllowed)
        let teacher = place.identity([place.grant(.classTeacher, .unit(place.classOne))])
        #expect(place.decision(teacher, .rosterRead, on: .unit(place.dorm)) == .denied(.outOfScope))
        #expect(place.decision(teacher, .rosterRead, on: .student(neighbour)) == .denied(.outOfScope))
    }

    @Test("A student between classes is the school's alone")
    func betweenClasses() {
        let student = Target.StudentTarget(id: identifier(34), schoolID: place.school, classID: nil, dormID: nil)
        for (unit, isAllowed) in [(place.school, true), (place.city, true), (place.classOne, false)] {
            let identity = place.identity([place.grant(.counsellor, .unit(unit))])
            #expect(place.decision(identity, .archiveRead, on: .student(student)).isAllowed == isAllowed)
        }
    }
}
