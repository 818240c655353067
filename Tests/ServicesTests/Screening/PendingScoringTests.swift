import Access
import Domain
import Instruments
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

@Suite("Scoring what was stored without a score")
struct PendingScoringTests {
    @Test func scoresAllThatWaitsInBatches() async throws {
        let school = try await ScreeningSchool()
        var students: [Identifier] = []
        for number in 0..<5 { students.append(try await school.enrol("学生\(number)", in: school.classes[0])) }
        _ = try await school.openCampaign()
        school.scoring.mood = .fails(.crashed("signal 11"))
        for student in students {
            try await school.startSheet(of: student)
            _ = try await school.submit([3, 3, 3, 3, 3, 3, 3, 3, 0], for: student)
        }
        #expect(try await school.pending.runOnce() == progress(scored: 0, left: 5))

        school.clock.advance(by: .seconds(600))
        school.scoring.mood = .scores
        #expect(try await school.pending.runOnce() == progress(scored: 5, left: 0))
        #expect(school.scoring.batches.last == 5)
        #expect(try await school.pending.runOnce() == progress(scored: 0, left: 0))
        for student in students {
            let sheet = try await school.sheet(of: student)
            #expect(sheet.state == .scored)
            #expect(sheet.scoredAt == school.clock.now())
            let (results, warnings) = try await school.store.read {
                (try $0.results(ofStudent: student), try $0.warnings(ofStudent: student))
            }
            #expect(results.count == 1)
            #expect(warnings.map(\.suggestedLevel) == [.concern])
        }
    }

    @Test func doesNotWarnTwiceOfTheSame() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("王小明", in: school.classes[0])
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        school.scoring.mood = .fails(.timedOut)
        _ = try await school.submit([3, 3, 3, 3, 3, 3, 3, 3, 3], for: student)
        school.scoring.mood = .scores
        _ = try await school.pending.runOnce()
        let warnings = try await school.store.read { try $0.warnings(ofStudent: student) }
        #expect(warnings.map(\.suggestedLevel) == [.crisis])
        let results = try await school.store.read { try $0.results(ofStudent: student) }
        #expect(results.map(\.suggestedLevel) == [.crisis])
    }

    @Test func leavesVoidSheetsAlone() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("王小明", in: school.classes[0])
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        school.scoring.mood = .fails(.timedOut)
        _ = try await school.submit([1, 1, 1, 1, 1, 1, 1, 1, 0], for: student)
        let (service, sheet) = (school.sheets, try await school.sheet(of: student))
        _ = try await school.changing {
            try service.markSheet(
                .with {
                    $0.sheetID = sheet.id.description; $0.state = .void; $0.reason = "由他人代答"
                }, $0)
        }
        school.scoring.mood = .scores
        #expect(try await school.pending.runOnce() == progress(scored: 0, left: 0))
        #expect(try await school.sheet(of: student).state == .void)
    }

    private func progress(scored: Int, left: Int) -> PendingScoring.Progress {
        var progress = PendingScoring.Progress()
        progress.scored = scored
        progress.left = left
        return progress
    }
}

@Suite("The scoring desk")
struct ScoringDeskTests {
    private let reference = ContentHash(bytes: ScreeningSchool.hash).map {
        InstrumentReference(id: "phq9", version: "1.0.0", hash: $0)
    }

    @Test func sendsOutTogetherWhatComesWhileABatchIsAway() async throws {
        let reference = try #require(reference)
        let scoring = ScoringDouble()
        scoring.mood = .waits
        let desk = ScoringDesk(scoring, patience: .seconds(60))
        let sheet = AnswerSheet(answers: [0, 0, 0, 0, 0, 0, 0, 0, 0])
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await desk.score(sheet, with: reference) }
            while scoring.batches.isEmpty { await Task.yield() }
            for _ in 0..<300 { group.addTask { _ = await desk.score(sheet, with: reference) } }
            while desk.waitingCount < 301 { await Task.yield() }
            scoring.mood = .scores
        }
        // The first alone, then no more than 256 at once.
        #expect(scoring.batches == [1, 256, 44])
    }

    @Test func tellsWhoWaitsTooLong() async throws {
        let reference = try #require(reference)
        let scoring = ScoringDouble()
        scoring.mood = .waits
        let desk = ScoringDesk(scoring, patience: .zero)
        let outcome = await desk.score(AnswerSheet(answers: []), with: reference)
        #expect(outcome == .failure(.timedOut))
        scoring.mood = .scores
    }
}
