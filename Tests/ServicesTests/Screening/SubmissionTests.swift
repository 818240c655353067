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

private let calm: [Int32] = [0, 1, 0, 1, 0, 0, 1, 0, 0]
private let grave: [Int32] = [3, 3, 3, 3, 3, 3, 3, 3, 0]
private let atRisk: [Int32] = [0, 1, 0, 1, 0, 0, 1, 0, 1]
private let missing = SheetAnswers.missing

/// The status of the error that `body` ends with; nothing if it does not.
func status(_ body: () async throws -> Void) async -> GRPCStatus? {
    do {
        try await body()
        return nil
    } catch let error as RPCError {
        return error.status
    } catch is IllegalMove {
        // What the router makes of it.
        return .failedPrecondition
    } catch {
        Issue.record(error)
        return nil
    }
}

@Suite("Submitting a sheet")
struct SubmissionTests {
    private func student(_ school: ScreeningSchool, _ name: String = "王小明") async throws -> Identifier {
        let student = try await school.enrol(name, in: school.classes[0])
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        return student
    }

    @Test func storesAnswersAndResultTogether() async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        let submittedAt = try await school.submit(calm, elapsed: Array(repeating: 3_000, count: 9), for: student)
        #expect(submittedAt == school.clock.now())

        let sheet = try await school.sheet(of: student)
        #expect(sheet.state == .scored)
        #expect(sheet.scoredAt == submittedAt)
        let (answers, result, warnings, archive) = try await school.store.read { transaction in
            (
                try transaction.answers(ofSheet: sheet.id),
                try transaction.result(ofSheet: sheet.id, school: school.school),
                try transaction.warnings(ofStudent: student),
                try transaction.archive(of: student, in: school.school, upTo: .raw, limit: 10)
            )
        }
        #expect(answers?.values == calm)
        #expect(result?.instrument == InstrumentPin(instrumentID: "phq9", version: "1.0.0", hash: ScreeningSchool.hash))
        #expect(result?.suggestedLevel == AttentionLevel.none)
        #expect(result.flatMap { InstrumentScore(bytes: $0.score) }?.scales.first?.raw == 3_000)
        #expect(warnings.isEmpty)
        #expect(archive.map(\.kind) == [.assessment])
    }

    @Test func tellsTheInstrumentAgeSexGradeAndNothingElse() async throws {
        let school = try await ScreeningSchool()
        // Born on 5 November 2012: on 4 November 2026 a day short of 14 years.
        let student = try await school.enrol("李雷", in: school.classes[0], born: "2012-11-05", sex: .male)
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        _ = try await school.submit(calm, for: student)
        #expect(
            school.scoring.contexts == [
                SheetContext(informant: .self, sex: .male, stage: .junior, ageInMonths: 167, grade: 2)
            ])
    }

    @Test func raisesAWarningInTheSameTransaction() async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        _ = try await school.submit(atRisk, for: student)
        let warning = try #require(try await school.store.read { try $0.warnings(ofStudent: student) }.first)
        #expect(warning.state == .raised)
        #expect(warning.suggestedLevel == .crisis)
        #expect(warning.owner == nil)
        #expect(warning.schoolClass == school.classes[0])
        #expect(warning.sourceID == (try await school.sheet(of: student)).id)
        #expect(warning.evidence.fired == [.init(rule: "self-harm-item", level: .crisis, inputs: ["phq9.item9"])])
        let minute: Int64 = 60_000
        #expect(warning.acknowledgeBy?.milliseconds == school.clock.now().milliseconds + 30 * minute)
        // 4 November 2026, the last millisecond of the day in China.
        #expect(warning.interviewBy?.milliseconds == 1_793_750_400_000 + 16 * 60 * minute - 1)
    }

    @Test func raisesAWarningFromABand() async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        _ = try await school.submit(grave, for: student)
        let warning = try #require(try await school.store.read { try $0.warnings(ofStudent: student) }.first)
        #expect(warning.suggestedLevel == .concern)
        #expect(warning.evidence.fired.map(\.inputs) == [["phq9.total=severe"]])
    }

    @Test func keepsSheetAndWarningWhenScoringFails() async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        school.scoring.mood = .fails(.timedOut)
        _ = try await school.submit(atRisk, for: student)
        let sheet = try await school.sheet(of: student)
        #expect(sheet.state == .submitted)
        let (warnings, result) = try await school.store.read {
            (try $0.warnings(ofStudent: student), try $0.result(ofSheet: sheet.id, school: school.school))
        }
        #expect(warnings.map(\.suggestedLevel) == [.crisis])
        #expect(result == nil)
    }

    @Test func doesNotWaitForALateScore() async throws {
        let school = try await ScreeningSchool(patience: .milliseconds(1))
        let student = try await student(school)
        school.scoring.mood = .waits
        _ = try await school.submit(atRisk, for: student)
        #expect(try await school.sheet(of: student).state == .submitted)
        #expect(try await school.store.read { try $0.warnings(ofStudent: student) }.count == 1)
        school.scoring.mood = .scores
    }

    @Test func givesTheSameReceiptForTheSameAnswersAndRefusesOthers() async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        let first = try await school.submit(calm, for: student)
        school.clock.advance(by: .seconds(90))
        #expect(try await school.submit(calm, elapsed: Array(repeating: 1, count: 9), for: student) == first)
        #expect(await status { _ = try await school.submit(grave, for: student) } == .failedPrecondition)
        // Once: nothing was scored or warned of twice.
        #expect(school.scoring.batches == [1])
        #expect(try await school.store.read { try $0.results(ofStudent: student) }.count == 1)
    }

    @Test func settlesTwoAtOnceInTheStore() async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        let sheet = try await school.sheet(of: student)
        let (shelf, consequences) = (school.shelf, school.sheets.consequences)
        func admitted(_ values: [Int32]) async throws -> SheetSubmission {
            let admission = try await school.reading { call in
                try SheetSubmission.admit(
                    SheetAnswers(values: values, elapsed: []), to: sheet.id, shelf: shelf, zone: .zero, call)
            }
            guard case .new(let submission) = admission else { throw RPCError.aborted() }
            return submission
        }
        let (first, same, other) = (try await admitted(calm), try await admitted(calm), try await admitted(grave))
        let stored = try await school.changing { try first.store(nil, consequences, $0) }
        school.clock.advance(by: .seconds(5))
        #expect(try await school.changing { try same.store(nil, consequences, $0) } == stored)
        #expect(
            await status { _ = try await school.changing { try other.store(nil, consequences, $0) } }
                == .failedPrecondition)
    }

    @Test(
        arguments: [
            ([0, 1, 0, 1, 0, 0, 1, 0], "values", "8 values for 9 items; send -2147483648 where one is missing"),
            ([0, 1, 0, 1, 0, 0, 1, 0, 0, 0], "values", "10 values for 9 items; send -2147483648 where one is missing"),
            ([], "values", "0 values for 9 items; send -2147483648 where one is missing"),
            ([0, 1, 0, 5, 0, 0, 1, 0, 0], "values[3]", "not an answer that item 4 can have"),
            ([0, 1, 0, 1, 0, 0, 1, 0, -1], "values[8]", "not an answer that item 9 can have"),
            ([64, 1, 0, 1, 0, 0, 1, 0, 0], "values[0]", "not an answer that item 1 can have"),
        ] as [([Int32], String, String)])
    func namesTheItemAndNeverTheAnswer(_ values: [Int32], _ field: String, _ text: String) async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        do {
            _ = try await school.submit(values, for: student)
            Issue.record("was taken")
        } catch let error as RPCError {
            #expect(error.status == .invalidArgument)
            let violation = try #require(error.details.fieldViolations.first)
            #expect(violation.field == field)
            #expect(violation.description == text)
        }
        #expect(try await school.sheet(of: student).state == .started)
    }

    @Test func takesASheetWithGapsWithoutABand() async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        _ = try await school.submit([missing, 1, 0, 1, 0, 0, 1, 0, missing], for: student)
        let result = try #require(try await school.store.read { try $0.results(ofStudent: student) }.first)
        let score = try #require(InstrumentScore(bytes: result.score))
        #expect(score.scales.first?.state == .incomplete)
        #expect(score.scales.first?.band == nil)
    }

    @Test func takesNothingOutsideOfTheWindow() async throws {
        let school = try await ScreeningSchool()
        let student = try await student(school)
        school.clock.advance(by: .seconds(14 * 86_400))
        #expect(await status { _ = try await school.submit(calm, for: student) } == .failedPrecondition)
    }

    @Test func takesNothingAfterTheCampaignIsClosedButRepeatsAReceipt() async throws {
        let school = try await ScreeningSchool()
        let early = try await school.enrol("甲", in: school.classes[0])
        let late = try await school.enrol("乙", in: school.classes[0])
        let campaign = try await school.openCampaign()
        for student in [early, late] { try await school.startSheet(of: student) }
        let receipt = try await school.submit(calm, for: early)
        let campaigns = school.campaigns
        _ = try await school.changing { try campaigns.closeCampaign(.with { $0.campaignID = campaign }, $0) }
        #expect(await status { _ = try await school.submit(calm, for: late) } == .failedPrecondition)
        #expect(try await school.submit(calm, for: early) == receipt)
    }

    @Test func neverTellsAScore() throws {
        let feedback = try SubmissionFeedback(json: try ScreeningSchool.configuration("feedback.json"))
        for word in ["分", "轻度", "重度", "抑郁", "风险", "正常"] { #expect(!feedback.text.contains(word)) }
        #expect(throws: SubmissionFeedback.Finding.self) { try SubmissionFeedback(json: Array("{}".utf8)) }
        #expect(throws: SubmissionFeedback.Finding.self) {
            try SubmissionFeedback(json: Array(#"{"thanks": "谢谢", "help": []}"#.utf8))
        }
    }
}
