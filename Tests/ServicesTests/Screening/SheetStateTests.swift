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

@Suite("Sheets from state to state")
struct SheetStateTests {
    private enum Act: CaseIterable {
        case start, submit, decline, absent, exempt, void, invite, again
    }

    /// Which act leads from where to where; all others are refused.
    private static let legal: [(SheetState, Act, SheetState)] = [
        (.invited, .start, .started), (.invited, .decline, .declined), (.invited, .absent, .absent),
        (.invited, .exempt, .exempt),
        (.started, .start, .started), (.started, .submit, .scored), (.started, .decline, .declined),
        (.started, .absent, .absent), (.started, .exempt, .exempt), (.started, .void, .void),
        (.submitted, .submit, .submitted), (.submitted, .void, .void),
        (.scored, .submit, .scored), (.scored, .void, .void),
        (.absent, .exempt, .exempt), (.absent, .invite, .invited),
        (.exempt, .invite, .invited), (.declined, .invite, .invited),
        // Of the new sheet; the void one stays.
        (.void, .again, .invited),
    ]

    @Test(arguments: SheetState.allCases)
    func movesAsTheTableSaysAndNotOtherwise(_ state: SheetState) async throws {
        let school = try await ScreeningSchool()
        var students: [Identifier] = []
        for act in Act.allCases { students.append(try await school.enrol("\(act)", in: school.classes[0])) }
        _ = try await school.openCampaign()
        for (act, student) in zip(Act.allCases, students) {
            try await bring(student, to: state, school)
            let target = Self.legal.first { $0.0 == state && $0.1 == act }?.2
            let outcome = await status { try await perform(act, student, school) }
            #expect(outcome == (target == nil ? .failedPrecondition : nil), "\(act) from \(state)")
            #expect(try await school.sheet(of: student).state == target ?? state, "\(act) from \(state)")
        }
    }

    private func bring(_ student: Identifier, to state: SheetState, _ school: ScreeningSchool) async throws {
        let path: [Act] =
            switch state {
            case .invited: []
            case .started: [.start]
            case .submitted, .scored: [.start, .submit]
            case .absent: [.absent]
            case .exempt: [.exempt]
            case .declined: [.decline]
            case .void: [.start, .void]
            }
        school.scoring.mood = state == .submitted ? .fails(.timedOut) : .scores
        for act in path { try await perform(act, student, school) }
        school.scoring.mood = .scores
    }

    private func perform(_ act: Act, _ student: Identifier, _ school: ScreeningSchool) async throws {
        let (service, sheet) = (school.sheets, try await school.sheet(of: student))
        let mark: APISheetState
        switch act {
        case .start: return try await school.startSheet(of: student)
        case .submit:
            _ = try await school.submit([0, 1, 0, 1, 0, 1, 0, 1, 0], for: student)
            return
        case .decline:
            _ = try await school.changing { try service.declineSheet(.with { $0.sheetID = sheet.id.description }, $0) }
            return
        case .absent: mark = .absent
        case .exempt: mark = .exempt
        case .void: mark = .void
        case .invite: mark = .invited
        case .again: return _ = try await school.offerAgain(sheet)
        }
        _ = try await school.changing {
            try service.markSheet(
                .with {
                    $0.sheetID = sheet.id.description; $0.state = mark; $0.reason = "缘由"
                }, $0)
        }
    }

    @Test func offersAnotherSheetInThePlaceOfAVoidOne() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        let campaign = try await school.openCampaign()
        _ = try await perform(.start, student, school)
        _ = try await perform(.submit, student, school)
        let void = try await school.sheet(of: student)
        try await perform(.void, student, school)
        #expect(try await !school.isStillToAnswer(student))

        school.clock.advance(by: .seconds(60))
        let offered = try await school.offerAgain(void)
        #expect(offered.id != void.id.description)
        #expect(offered.campaignID == campaign)
        #expect(offered.studentID == student.description)
        #expect(offered.instrumentID == void.instrumentID)
        #expect(offered.instrumentVersion == void.version)
        #expect(offered.state == .invited)
        #expect(try await school.isStillToAnswer(student))
        // The void one stays with all that it holds.
        let kept = try #require(try await school.store.read { try $0.sheet(void.id) })
        #expect(kept.state == .void)
        #expect(kept.submittedAt == void.submittedAt)
        #expect(kept.schoolClass == void.schoolClass)
        #expect(
            try await school.store.read { try $0.answers(ofSheet: void.id) }?.values == [0, 1, 0, 1, 0, 1, 0, 1, 0])
        #expect(try await school.store.read { try $0.note(ofSheet: void.id) } == "缘由")
        // Once: as long as another counts.
        #expect(await status { _ = try await school.offerAgain(void) } == .failedPrecondition)
        try await perform(.start, student, school)
        try await perform(.void, student, school)
        school.clock.advance(by: .seconds(60))
        _ = try await school.offerAgain(void)

        try await perform(.start, student, school)
        try await perform(.submit, student, school)
        let participation = try await school.store.read {
            try $0.participation(inCampaign: void.campaign, school: void.school)
        }
        #expect(participation.map { $0.states.map(\.rawValue).sorted() } == [["scored", "void", "void"]])
        // Of the results of the campaign, that of the void sheet does not count.
        let results = try await school.store.read { transaction in
            try transaction.results(ofCampaignOf: try #require(transaction.results(ofStudent: student).last))
        }
        #expect(results.count == 1)
    }

    @Test func offersNoSheetAgainWhenTheScreeningIsOver() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        try await perform(.start, student, school)
        try await perform(.void, student, school)
        let void = try await school.sheet(of: student)
        school.clock.advance(by: .seconds(15 * 86_400))
        #expect(await status { _ = try await school.offerAgain(void) } == .failedPrecondition)
        #expect(try await school.sheet(of: student).id == void.id)
    }

    @Test func offersNoSheetAgainToWhoHasLeft() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        try await perform(.start, student, school)
        try await perform(.void, student, school)
        let void = try await school.sheet(of: student)
        try await school.store.write {
            try $0.execute("UPDATE students SET state = 'left' WHERE id = $1", [.identifier(student)])
        }
        #expect(await status { _ = try await school.offerAgain(void) } == .failedPrecondition)
    }

    @Test func keepsWhyASheetWasMarked() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        try await perform(.exempt, student, school)
        let sheet = try await school.sheet(of: student)
        #expect(try await school.store.read { try $0.note(ofSheet: sheet.id) } == "缘由")
    }

    @Test(arguments: [APISheetState.exempt, .void])
    func wantsAReasonForTakingASheetOut(_ state: APISheetState) throws {
        #expect(throws: RPCError.self) { try SheetMark(.with { $0.state = state }) }
    }

    @Test(arguments: [APISheetState.unspecified, .started, .submitted, .scored, .declined])
    func letsStaffSetNoOtherState(_ state: APISheetState) throws {
        #expect(throws: RPCError.self) {
            try SheetMark(
                .with {
                    $0.state = state; $0.reason = "缘由"
                })
        }
    }

    @Test func startsOnlyWithTheConsentThatIsShown() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        let (service, sheet) = (school.sheets, try await school.sheet(of: student))
        #expect(
            await status {
                _ = try await school.changing {
                    try service.startSheet(
                        .with {
                            $0.sheetID = sheet.id.description; $0.consentVersion = 2
                        }, $0)
                }
            } == .failedPrecondition)
        try await school.startSheet(of: student)
        #expect(try await school.sheet(of: student).consentVersion == 1)
    }

    /// A simulated year has found that an invitation to a screening that was over still stood among a student's sheets.
    @Test func asksNobodyToAnswerWhatIsClosed() async throws {
        let school = try await ScreeningSchool()
        let (absent, present) = (
            try await school.enrol("甲", in: school.classes[0]), try await school.enrol("乙", in: school.classes[0])
        )
        let campaign = try await school.openCampaign()
        try await bring(present, to: .scored, school)
        let (service, campaigns) = (school.sheets, school.campaigns)
        func listed(_ student: Identifier) async throws -> [APISheetState] {
            let own = Identity(accountID: student, studentID: student, grants: [])
            return try await school.reading(as: own) { try service.listMySheets(.init(), $0) }.sheets.map(\.state)
        }
        #expect(try await listed(absent) == [.invited])
        _ = try await school.changing { try campaigns.closeCampaign(.with { $0.campaignID = campaign }, $0) }
        #expect(try await listed(absent).isEmpty)
        #expect(try await listed(present) == [.scored])
    }

    @Test func showsAStudentItsOwnSheetsAndQuestions() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        try await school.enrol("乙", in: school.classes[0])
        _ = try await school.openCampaign()
        let service = school.sheets
        let own = Identity(accountID: student, studentID: student, grants: [])
        let mine = try await school.reading(as: own) { try service.listMySheets(.init(), $0) }
        #expect(mine.sheets.map(\.campaignTitle) == ["秋季普查"])
        #expect(mine.sheets.map(\.state) == [.invited])
        #expect(try await school.reading { try service.listMySheets(.init(), $0) }.sheets.isEmpty)

        let id = try #require(mine.sheets.first).id
        let asked = try await school.reading(as: own) { try service.getQuestionnaire(.with { $0.sheetID = id }, $0) }
        #expect(asked.items.count == 9)
        #expect(asked.items.first?.text == "做事时提不起劲或没有兴趣")
        #expect(asked.items.first?.options.map(\.code) == [0, 1, 2, 3])
        #expect(asked.consentText == "同意参加测评")
        let english = try await school.reading(as: own) {
            try service.getQuestionnaire(
                .with {
                    $0.sheetID = id; $0.language = "en"
                }, $0)
        }
        #expect(english.title == "Patient Health Questionnaire-9 (PHQ-9)")
        #expect(
            await status {
                _ = try await school.reading(as: own) {
                    try service.getQuestionnaire(
                        .with {
                            $0.sheetID = id; $0.language = "fr"
                        }, $0)
                }
            } == .invalidArgument)
    }

    @Test func givesSingleAnswersOnlyUnderTheHighestCeiling() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        _ = try await school.submit([0, 1, 2, 3, 0, 1, 2, 3, 0], for: student)
        let (service, sheet) = (school.sheets, try await school.sheet(of: student))
        let request = APIGetAnswersRequest.with { $0.sheetID = sheet.id.description }
        #expect(try await school.reading { try service.getAnswers(request, $0) }.values == [0, 1, 2, 3, 0, 1, 2, 3, 0])
        #expect(try await school.reading(ceiling: .clinical) { try service.getAnswers(request, $0) }.values.isEmpty)
    }
}
