import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("The care list")
struct CareListTests {
    @Test func proposesOnceUntilTheEntryIsRemoved() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let entry = try await school.classTeacher.propose(student, .watch)
            #expect(entry.state == .proposed)
            #expect(entry.reviewOn.isEmpty)
            for colleague in [school.classTeacher, school.counsellor] {
                let again = try await failure { try await colleague.propose(student, .crisis) }
                #expect(again?.status == .alreadyExists)
            }
            _ = try await school.counsellor.take(.remove, entry.id)
            let second = try await school.classTeacher.propose(student, .concern)
            #expect(second.id != entry.id)
            #expect(try await school.counsellor.careList(school.school).entries.map(\.id) == [second.id])
        }
    }

    @Test func settlesTwoProposalsAtOnce() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            async let first = outcome { try await school.counsellor.propose(student, .watch) }
            async let second = outcome { try await school.classTeacher.propose(student, .watch) }
            let outcomes = [await first, await second]
            #expect(outcomes.filter { (try? $0.get()) != nil }.count == 1)
            let refusals = outcomes.compactMap { outcome -> RPCError? in
                guard case .failure(let error as RPCError) = outcome else { return nil }
                return error
            }
            #expect(refusals.map(\.status) == [.alreadyExists])
        }
    }

    @Test func tellsAPeerObserverNothingByRefusing() async throws {
        try await CareSchool.open { school in
            let (listed, unlisted) = (try await school.enrol(), try await school.enrol())
            _ = try await school.counsellor.propose(listed, .crisis)
            let refusals = [
                try await failure { try await school.peerObserver.propose(listed, .watch) },
                try await failure { try await school.peerObserver.propose(unlisted, .watch) },
            ]
            #expect(refusals.map { $0?.status } == [.permissionDenied, .permissionDenied])
            #expect(refusals[0]?.message == refusals[1]?.message)
            #expect(
                try await failure { try await school.peerObserver.careList(school.classes[0]) }?.status
                    == .permissionDenied)
        }
    }

    @Test func showsTheGravestFirstAndOfThoseTheOldest() async throws {
        try await CareSchool.open { school in
            var ids: [String] = []
            for (minute, level) in [APIAttentionLevel.watch, .concern, .crisis, .watch, .crisis].enumerated() {
                if minute > 0 { school.clock.advance(by: .seconds(60)) }
                ids.append(try await school.counsellor.propose(try await school.enrol(), level).id)
            }
            let order = [2, 4, 1, 0, 3].map { ids[$0] }
            #expect(try await school.counsellor.careList(school.school).entries.map(\.id) == order)
            var pages: [[String]] = []
            var token = ""
            repeat {
                let page = try await school.counsellor.careList(school.school, size: 2, token: token)
                pages.append(page.entries.map(\.id))
                token = page.nextPage
            } while !token.isEmpty && pages.count < 9
            #expect(pages == [Array(order[0...1]), Array(order[2...3]), [order[4]]])
        }
    }

    @Test func takesInTheUnitAndWhatIsBelowIt() async throws {
        try await CareSchool.open { school in
            let (here, there) = (try await school.enrol(in: 0), try await school.enrol(in: 1))
            let ofHere = try await school.counsellor.propose(here, .watch).id
            let ofThere = try await school.counsellor.propose(there, .watch).id
            #expect(try await school.classTeacher.careList(school.classes[0]).entries.map(\.id) == [ofHere])
            #expect(
                try await failure { try await school.classTeacher.careList(school.classes[1]) }?.status == .notFound)
            #expect(
                try await failure { try await school.classTeacher.careEntry(ofThere) }?.status == .notFound)
            #expect(Set(try await school.crisisLead.careList(school.school).entries.map(\.id)) == [ofHere, ofThere])
            #expect(try await failure { try await school.stranger.careEntry(ofHere) }?.status == .notFound)
        }
    }

    @Test func opensToAClassTeacherWhatToDoAndNoMore() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol("李小红")
            _ = try await school.result(of: student, 18, .asItShips, in: try await school.campaign())
            let proposed = try await school.counsellor.propose(student, .concern, "面谈中提到失眠")
            _ = try await school.counsellor.take(.activate, proposed.id, .concern, advice: "课后谈心")

            let full = try await school.counsellor.careEntry(proposed.id)
            #expect(full.scores == ["phq9.total 18 moderate"])
            #expect(full.history.count == 2)
            let seen = [
                try await school.classTeacher.careEntry(proposed.id),
                try #require(try await school.classTeacher.careList(school.classes[0]).entries.first),
            ]
            for entry in seen {
                #expect(entry.studentName == "李小红")
                #expect(entry.state == .active)
                #expect(entry.level == .concern)
                #expect(entry.supportAdvice == "课后谈心")
                #expect(entry.reviewOn == "2026-11-18")
                #expect(entry.scores.isEmpty)
                #expect(entry.history.isEmpty)
            }
        }
    }

    @Test func showsTheNewestScoreOfEachInstrument() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            _ = try await school.result(of: student, 18, .asItShips, in: try await school.campaign())
            school.clock.advance(by: .seconds(86_400))
            _ = try await school.result(of: student, 11, .withFigures, in: try await school.campaign())
            _ = try await school.result(of: student, 7, .other, in: try await school.campaign())
            let entry = try await school.counsellor.propose(student, .watch)
            #expect(Set(entry.scores) == ["phq9.total 11 moderate", "gad7.total 7 moderate"])
        }
    }

    @Test(arguments: [APIAttentionLevel.unspecified, .none])
    func listsNobodyForNothing(_ level: APIAttentionLevel) async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let refusal = try await failure { try await school.counsellor.propose(student, level) }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["level"])
        }
    }
}
