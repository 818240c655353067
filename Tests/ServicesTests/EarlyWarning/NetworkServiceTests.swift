import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("The network of a school")
struct NetworkServiceTests {
    @Test func namesPeopleForAUnitAndATime() async throws {
        try await CareSchool.open { school in
            let first = try await school.crisisLead.assign(
                school.classTeacher.id, to: school.classes[0], until: CareSchool.start + .seconds(3_600))
            let next = try await school.crisisLead.assign(
                school.gradeLead.id, to: school.classes[0], from: CareSchool.start + .seconds(3_600))
            let deputy = try await school.crisisLead.assign(school.counsellor.id, to: school.classes[0], .deputy)
            let nodes = try await school.classTeacher.network.getNetwork(
                .with { $0.unitID = school.classes[0].description }, school.classTeacher.meta
            ).nodes
            #expect(nodes.map(\.kind) == [.class])
            #expect(nodes[0].duties.map(\.id) == [first.id, next.id, deputy.id])
            #expect(nodes[0].duties.map(\.part) == [.responsible, .responsible, .deputy])
            #expect(nodes[0].duties[0].accountName == "老师")
            #expect(!nodes[0].duties[1].hasEndsAt)
            school.clock.advance(by: .seconds(3_600))
            let later = try await school.counsellor.network.getNetwork(
                .with { $0.unitID = school.school.description }, school.counsellor.meta
            ).nodes
            #expect(later.map(\.kind) == [.school, .grade, .class, .class])
            let own = later.first { $0.unitID == school.classes[0].description }
            #expect(own?.duties.map(\.id) == [next.id, deputy.id])
            _ = try await school.crisisLead.end(duty: next.id)
            #expect(try await failure { try await school.crisisLead.end(duty: next.id) }?.status == .failedPrecondition)
        }
    }

    @Test func hasOneResponsiblePersonAtATime() async throws {
        try await CareSchool.open { school in
            _ = try await school.crisisLead.assign(school.gradeLead.id, to: school.grade)
            let other = try await failure { try await school.crisisLead.assign(school.counsellor.id, to: school.grade) }
            #expect(other?.status == .failedPrecondition)
            let again = try await failure {
                try await school.crisisLead.assign(school.gradeLead.id, to: school.grade, .deputy)
            }
            #expect(again?.status == .alreadyExists)
            let stranger = try await failure {
                try await school.crisisLead.assign(Identifier(randomFrom: school.random), to: school.school)
            }
            #expect(stranger?.details.fieldViolations.map(\.field) == ["accountId"])
            let elsewhere = try await failure {
                try await school.crisisLead.assign(school.stranger.id, to: school.otherSchool)
            }
            #expect(elsewhere?.status == .notFound)
            let teacher = try await failure {
                try await school.classTeacher.assign(school.classTeacher.id, to: school.classes[0])
            }
            #expect(teacher?.status == .permissionDenied)
        }
    }

    @Test func tellsItsGaps() async throws {
        try await CareSchool.open { school in
            func gaps() async throws -> Set<String> {
                let names = [
                    school.school: "school", school.grade: "grade", school.classes[0]: "class 0",
                    school.classes[1]: "class 1",
                ]
                return Set(
                    try await school.crisisLead.gaps(school.school).map {
                        "\(names[Identifier($0.unitID) ?? .installation] ?? "?") \($0.kind) \($0.present)/\($0.required)"
                    })
            }
            let nobody: Set = [
                "school nobody 0/0", "grade nobody 0/0", "class 0 nobody 0/0", "class 1 nobody 0/0",
                "class 0 tooFewPeerObservers 1/2", "class 1 tooFewPeerObservers 0/2",
            ]
            #expect(try await gaps() == nobody)
            _ = try await school.crisisLead.assign(school.crisisLead.id, to: school.school)
            _ = try await school.crisisLead.assign(school.gradeLead.id, to: school.grade)
            _ = try await school.crisisLead.assign(school.classTeacher.id, to: school.classes[0])
            // Not a teacher of that class.
            _ = try await school.crisisLead.assign(school.classTeacher.id, to: school.classes[1])
            let observers: Set = ["class 0 tooFewPeerObservers 1/2", "class 1 tooFewPeerObservers 0/2"]
            #expect(try await gaps() == observers.union(["class 1 responsibleWithoutRole 0/0"]))
            try await school.stop(school.gradeLead.id)
            #expect(
                try await gaps()
                    == observers.union(["class 1 responsibleWithoutRole 0/0", "grade responsibleStopped 0/0"]))
            #expect(
                try await school.crisisLead.today().filter { $0.kind == .fillNetworkGap }.count == 3)
            #expect(try await school.counsellor.today().filter { $0.kind == .fillNetworkGap }.isEmpty)
        }
    }
}
