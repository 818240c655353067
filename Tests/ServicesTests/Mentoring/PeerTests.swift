import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Peer observers and growth buddies")
struct PeerTests {
    private func own(_ pupil: Visitor) async throws -> [String] {
        try await pupil.mentoring.listMyGrowthBuddies(.init(), pupil.meta).buddies.map(\.name)
    }

    /// Whoever of the two is on the care list: both read the same, and nothing of the list.
    @Test func bothOfAPairReadTheSame() async throws {
        try await CounsellingSchool.open { school in
            let (one, other) = (school.pupils[0], school.pupils[1])
            try await school.list(one.student, .crisis, advice: "陪同")
            let pair = try await school.classTeacher.pair(one.student, with: other.student)
            #expect(pair.studentName == "学生0")
            #expect(pair.buddyName == "学生1")
            let (mine, theirs) = (
                try await one.mentoring.listMyGrowthBuddies(.init(), one.meta),
                try await other.mentoring.listMyGrowthBuddies(.init(), other.meta)
            )
            #expect(mine.buddies.map(\.name) == ["学生1"])
            #expect(theirs.buddies.map(\.name) == ["学生0"])
            #expect(mine.buddies.map(\.since) == theirs.buddies.map(\.since))
            #expect(try await school.counsellor.timeline(one.student) == ["成长伙伴：已结对"])
            #expect(try await school.counsellor.timeline(other.student) == ["成长伙伴：已结对"])
            for visitor in [one, other] {
                #expect(try await failure { try await visitor.buddies(school.classes[0]) }?.status == .permissionDenied)
                #expect(try await failure { try await visitor.part(pair.id) }?.status == .permissionDenied)
            }
            try await school.classTeacher.part(pair.id)
            #expect(try await own(one).isEmpty)
            #expect(try await own(other).isEmpty)
            #expect(
                try await failure { try await school.classTeacher.part(pair.id) }?.message == "it has ended already")
        }
    }

    /// A pair of two who are not listed reads the same to them: being paired does not mean being listed.
    @Test func anybodyCanBePaired() async throws {
        try await CounsellingSchool.open { school in
            try await school.counsellor.pair(school.pupils[0].student, with: school.pupils[2].student)
            #expect(try await own(school.pupils[2]) == ["学生0"])
        }
    }

    @Test func whoIsListedAndAloneIsShownToThoseWhoCanPair() async throws {
        try await CounsellingSchool.open { school in
            let (one, other) = (school.pupils[0].student, school.pupils[2].student)
            try await school.list(one)
            try await school.list(other)
            let gaps = try await school.counsellor.buddies(school.school)
            #expect(Set(gaps.withoutBuddy.map(\.studentID)) == Set([one, other].map(\.description)))
            #expect(try await school.classTeacher.buddies(school.classes[0]).withoutBuddy.map(\.studentName) == ["学生0"])
            try await school.counsellor.pair(one, with: school.pupils[1].student)
            let after = try await school.counsellor.buddies(school.school)
            #expect(after.withoutBuddy.map(\.studentID) == [other.description])
            #expect(after.pairs.map(\.studentID) == [one.description])
        }
    }

    @Test func aBuddyIsSomebodyElseWhoIsWellAndInReach() async throws {
        try await CounsellingSchool.open { school in
            let (one, other) = (school.pupils[0].student, school.pupils[1].student)
            try await school.list(one)
            for buddy in [one, school.pupils[2].student, school.pupils[3].student] {
                let refusal = try await failure { try await school.classTeacher.pair(one, with: buddy) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["buddyId"])
            }
            let backwards = try await failure { try await school.classTeacher.pair(other, with: one) }
            #expect(backwards?.status == .failedPrecondition)
            try await school.classTeacher.pair(one, with: other)
            #expect(
                try await failure { try await school.classTeacher.pair(one, with: other) }?.status == .alreadyExists)
            #expect(
                try await failure { try await school.teachers[0].pair(one, with: other) }?.status == .notFound)
            #expect(
                try await failure { try await school.crisisLead.pair(one, with: other) }?.status == .permissionDenied)
        }
    }

    @Test func aClassHasTwoPeerObservers() async throws {
        try await CounsellingSchool.open { school in
            func gaps(_ visitor: Visitor, _ unit: Identifier) async throws -> [String: [UInt32]] {
                let response = try await visitor.mentoring.listPeerObserverGaps(
                    .with { $0.unitID = unit.description }, visitor.meta)
                #expect(response.classes == (unit == school.school ? 2 : 1))
                return Dictionary(
                    uniqueKeysWithValues: response.gaps.map { ($0.classID, [$0.present, $0.wanted]) })
            }
            let classes = school.classes.map(\.description)
            #expect(try await gaps(school.counsellor, school.school) == [classes[0]: [0, 2], classes[1]: [0, 2]])
            for number in 0..<3 {
                let (account, grant) = (
                    Identifier(randomFrom: school.random), Identifier(randomFrom: school.random)
                )
                let now = school.clock.now()
                let schoolClass = number == 2 ? school.classes[1] : school.classes[0]
                try await school.store.write { transaction in
                    try transaction.insert(
                        AccountRecord(
                            id: account, unit: schoolClass, loginIndex: account.bytes,
                            profile: .init(login: "p", name: "委员"), passwordHash: nil, createdAt: now,
                            createdBy: .installation))
                    try transaction.insert(
                        GrantRecord(
                            id: grant, account: account, role: .peerObserver, scopeKind: "unit", scope: schoolClass,
                            startsAt: now, state: .approved, requestedBy: .installation, requestedAt: now))
                }
            }
            #expect(try await gaps(school.counsellor, school.school) == [classes[1]: [1, 2]])
            #expect(try await gaps(school.classTeacher, school.classes[0]).isEmpty)
        }
    }
}
