import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("The list of warnings")
struct WarningListTests {
    @Test func showsTheGravestFirstAndOfThoseTheOldest() async throws {
        try await CareSchool.open { school in
            var raised: [Identifier] = []
            for (minute, level) in [AttentionLevel.watch, .crisis, .concern, .crisis, .watch].enumerated() {
                if minute > 0 { school.clock.advance(by: .seconds(60)) }
                raised.append(try await school.warn(of: try await school.enrol(), level))
            }
            let listed = try await school.counsellor.list(school.school).warnings
            #expect(listed.map(\.id) == [1, 3, 2, 0, 4].map { raised[$0].description })
            #expect(listed.first?.studentName == "王小明")
            #expect(listed.first?.suggestedLevel == .crisis)
            #expect(listed.first?.confirmedLevel == .unspecified)
        }
    }

    @Test func ranksByWhatAPersonConfirmedOnceSomebodyHas() async throws {
        try await CareSchool.open { school in
            let mild = try await school.warn(of: try await school.enrol(), .watch)
            let grave = try await school.warn(of: try await school.enrol(), .crisis)
            for (warning, level) in [(mild, APIAttentionLevel.crisis), (grave, .watch)] {
                _ = try await school.counsellor.acknowledge(warning)
                _ = try await school.counsellor.interview(warning, level)
            }
            #expect(
                try await school.counsellor.list(school.school).warnings.map(\.id) == [
                    mild.description, grave.description,
                ])
        }
    }

    @Test func listsWhatIsOpenUnlessStatesAreNamed() async throws {
        try await CareSchool.open { school in
            var byState: [WarningState: String] = [:]
            for state in WarningState.allCases {
                byState[state] = try await school.warn(of: try await school.enrol(), .watch, state).description
            }
            let open = try await school.counsellor.list(school.school).warnings
            #expect(Set(open.map(\.state)) == [.raised, .acknowledged, .confirmed, .inIntervention])
            let ended = try await school.counsellor.list(school.school, [.dismissed, .resolved]).warnings
            #expect(Set(ended.map(\.id)) == [byState[.dismissed], byState[.resolved]])
            // Naming a state twice does not double what is in it.
            let twice = try await school.counsellor.list(school.school, [.raised, .raised]).warnings
            #expect(twice.map(\.id) == [byState[.raised]])
        }
    }

    @Test func aClassIsWhereTheStudentIsNow() async throws {
        try await CareSchool.open { school in
            let (first, second) = (try await school.enrol(in: 0), try await school.enrol(in: 1))
            let (ofFirst, ofSecond) = (try await school.warn(of: first), try await school.warn(of: second))
            func ids(_ unit: Identifier) async throws -> Set<String> {
                Set(try await school.counsellor.list(unit).warnings.map(\.id))
            }
            #expect(try await ids(school.classes[0]) == [ofFirst.description])
            #expect(try await ids(school.classes[1]) == [ofSecond.description])
            try await school.transfer(first, to: 1)
            #expect(try await ids(school.classes[0]).isEmpty)
            #expect(try await ids(school.classes[1]) == [ofFirst.description, ofSecond.description])
        }
    }

    @Test func tellsNothingToWhoseSchoolItIsNot() async throws {
        try await CareSchool.open { school in
            let warning = try await school.warn(of: try await school.enrol())
            #expect(try await failure { try await school.stranger.list(school.school) }?.status == .notFound)
            #expect(try await failure { try await school.stranger.warning(warning) }?.status == .notFound)
            #expect(try await failure { try await school.stranger.acknowledge(warning) }?.status == .notFound)
            #expect(try await school.stranger.list(school.otherSchool).warnings.isEmpty)
            for colleague in [school.classTeacher, school.peerObserver] {
                #expect(
                    try await failure { try await colleague.list(school.classes[0]) }?.status == .permissionDenied)
                #expect(try await failure { try await colleague.warning(warning) }?.status == .permissionDenied)
            }
        }
    }

    @Test func goesPageByPageWithoutLossOrDouble() async throws {
        try await CareSchool.open { school in
            // All at one moment: only the identifier orders them.
            for number in 0..<7 {
                _ = try await school.warn(of: try await school.enrol(), number % 2 == 0 ? .watch : .crisis)
            }
            let whole = try await school.counsellor.list(school.school).warnings.map(\.id)
            var sizes: [Int] = []
            var ids: [String] = []
            var token = ""
            repeat {
                let page = try await school.counsellor.list(school.school, size: 3, token: token)
                sizes.append(page.warnings.count)
                ids += page.warnings.map(\.id)
                token = page.nextPage
            } while !token.isEmpty && sizes.count < 9
            #expect(sizes == [3, 3, 1])
            #expect(ids == whole)
            #expect(Set(ids).count == 7)
        }
    }

    /// Between two pages one that was shown goes and a graver one comes: what was to come is still to come, once.
    @Test func goesOnWhereItWasWhileTheListChanges() async throws {
        try await CareSchool.open { school in
            var raised: [Identifier] = []
            for _ in 0..<6 {
                raised.append(try await school.warn(of: try await school.enrol(), .concern))
                school.clock.advance(by: .seconds(60))
            }
            let first = try await school.counsellor.list(school.school, size: 2)
            #expect(first.warnings.map(\.id) == raised[..<2].map(\.description))
            _ = try await school.counsellor.acknowledge(raised[0])
            _ = try await school.counsellor.dismiss(raised[0], "误报")
            let second = try await school.counsellor.list(school.school, size: 2, token: first.nextPage)
            #expect(second.warnings.map(\.id) == raised[2..<4].map(\.description))
            for _ in 0..<3 { _ = try await school.warn(of: try await school.enrol(), .crisis) }
            let third = try await school.counsellor.list(school.school, size: 2, token: second.nextPage)
            #expect(third.warnings.map(\.id) == raised[4...].map(\.description))
            #expect(third.nextPage.isEmpty)
        }
    }

    @Test func theCareListDoesSoToo() async throws {
        try await CareSchool.open { school in
            var ids: [String] = []
            for _ in 0..<6 {
                ids.append(try await school.counsellor.propose(try await school.enrol(), .concern).id)
                school.clock.advance(by: .seconds(60))
            }
            let first = try await school.counsellor.careList(school.school, size: 2)
            #expect(first.entries.map(\.id) == Array(ids[..<2]))
            _ = try await school.counsellor.take(.remove, ids[0])
            let second = try await school.counsellor.careList(school.school, size: 2, token: first.nextPage)
            #expect(second.entries.map(\.id) == Array(ids[2..<4]))
            for _ in 0..<3 { _ = try await school.counsellor.propose(try await school.enrol(), .crisis) }
            let third = try await school.counsellor.careList(school.school, size: 2, token: second.nextPage)
            #expect(third.entries.map(\.id) == Array(ids[4...]))
            #expect(third.nextPage.isEmpty)
        }
    }

    @Test(arguments: [(1_001, "", "page.size"), (0, "-1", "page.token"), (0, "later", "page.token")])
    func refusesAPageThatItDidNotOffer(_ size: UInt32, _ token: String, _ field: String) async throws {
        try await CareSchool.open { school in
            let warnings = try await failure {
                try await school.counsellor.list(school.school, size: size, token: token)
            }
            #expect(warnings?.status == .invalidArgument)
            #expect(warnings?.details.fieldViolations.map(\.field) == [field])
            let care = try await failure {
                try await school.counsellor.careList(school.school, size: size, token: token)
            }
            #expect(care?.details.fieldViolations.map(\.field) == [field])
        }
    }
}
