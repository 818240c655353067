import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Records and their versions")
struct RecordVersionTests {
    @Test func aCorrectionKeepsWhatStoodBefore() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await school.enrol()
            let record = try await school.counsellor.tell(student, .hotline, .hearsay, "深夜来电", detail: "12355")
            school.clock.advance(by: .seconds(60))
            let corrected = try await school.secondCounsellor.correct(record, reason: "核对了录音") {
                $0.information.source = .hotline
                $0.information.trust = .confirmed
                $0.information.text = "深夜来电，自述失眠"
            }
            #expect(corrected.version == 2)
            #expect(corrected.information.text == "深夜来电，自述失眠")
            #expect(corrected.authorID == school.counsellor.id.description)
            let versions = try await school.counsellor.versions(record)
            #expect(versions.kind == .information && versions.state == .standing)
            #expect(versions.versions.map(\.information.text) == ["深夜来电", "深夜来电，自述失眠"])
            #expect(versions.versions.map(\.information.sourceDetail) == ["12355", ""])
            #expect(versions.versions.map(\.change) == [.made, .corrected])
            #expect(versions.versions.map(\.reason) == ["", "核对了录音"])
            #expect(
                versions.versions.map(\.authorID)
                    == [school.counsellor.id.description, school.secondCounsellor.id.description])
            // The moment stays unless it is corrected too.
            #expect(versions.versions[0].at == versions.versions[1].at)
            let lines = try await school.counsellor.timeline(student).entries
            #expect(lines.map(\.summary) == ["信息（心理热线）：更正（第2版）", "信息（心理热线）：深夜来电"])
            #expect(Set(lines.map(\.subjectID)) == [record])
        }
    }

    @Test func ofTwoWhoCorrectAtOnceOneIsTold() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let record = try await school.counsellor.see(try await school.enrol(), "迟到")
            async let one = outcome {
                try await school.counsellor.correct(record) { $0.observation.text = "早退" }
            }
            async let other = outcome {
                try await school.secondCounsellor.correct(record) { $0.observation.text = "旷课" }
            }
            let outcomes = await [one, other]
            let errors = outcomes.compactMap { outcome -> RPCError? in
                if case .failure(let error) = outcome { return error as? RPCError }
                return nil
            }
            #expect(errors.map(\.status) == [.aborted])
            #expect(try await school.counsellor.versions(record).versions.count == 2)
        }
    }

    @Test func whatIsWithdrawnDoesNotCountAndStaysReadable() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await school.enrol()
            let record = try await school.counsellor.see(student, "打人")
            let withdrawn = try await school.counsellor.withdraw(record)
            #expect(withdrawn.state == .withdrawn && withdrawn.version == 2)
            #expect(try await school.counsellor.records(student, .observations).records.isEmpty)
            #expect(
                try await school.counsellor.records(student, .observations, withWithdrawn: true).records.map(\.id)
                    == [record])
            #expect(try await school.counsellor.overview(student)[.observations]?.count == 0)
            let versions = try await school.counsellor.versions(record)
            #expect(versions.state == .withdrawn)
            #expect(versions.versions.map(\.observation.text) == ["打人", "打人"])
            #expect(versions.versions.last?.reason == "写错了人")
            for call in [
                { _ = try await school.counsellor.withdraw(record) },
                { _ = try await school.counsellor.correct(record, version: 2) { $0.observation.text = "推人" } },
            ] as [() async throws -> Void] {
                let error = await #expect(throws: RPCError.self) { try await call() }
                #expect(error?.status == .failedPrecondition)
            }
        }
    }

    @Test func aCorrectionHoldsTheContentOfItsKindAndAReason() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let record = try await school.counsellor.see(try await school.enrol(), "迟到")
            let counsellor = school.counsellor
            let cases: [(String, (inout APICorrectArchiveRecordRequest) -> Void)] = [
                ("observation", { _ in }), ("observation", { $0.information.text = "来电" }),
                ("observation.text", { $0.observation.signs = [.mood] }),
                (
                    "observation.signs[1]",
                    {
                        $0.observation = .with {
                            $0.text = "迟到"; $0.signs = [.mood, .unspecified]
                        }
                    }
                ),
                (
                    "reason",
                    {
                        $0.observation.text = "早退"; $0.reason = " "
                    }
                ),
                (
                    "version",
                    {
                        $0.observation.text = "早退"; $0.version = 0
                    }
                ),
                (
                    "at",
                    {
                        $0.observation.text = "早退"
                        $0.at = Google_Protobuf_Timestamp(CareSchool.start + .seconds(86_400))
                    }
                ),
                (
                    "circumstance",
                    {
                        $0.observation.text = "早退"
                        $0.circumstance.category = .divorced
                    }
                ),
            ]
            for (field, fill) in cases {
                let error = await #expect(throws: RPCError.self) { try await counsellor.correct(record, fill) }
                #expect(error?.details.fieldViolations.map(\.field) == [field])
            }
            let stale = await #expect(throws: RPCError.self) {
                try await counsellor.correct(record, version: 7) { $0.observation.text = "早退" }
            }
            #expect(stale?.status == .aborted)
            #expect(try await counsellor.versions(record).versions.count == 1)
        }
    }

    @Test func whoSawItCorrectsItAndNobodyElseDoes() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await school.enrol()
            let record = try await school.classTeacher.see(student, "哭了", .mood)
            #expect(try await school.classTeacher.correctOwn(record, "没有哭，是感冒", [.body]) == 2)
            let told = try await school.classTeacher.tell(student, .guardian)
            for (colleague, id) in [
                (school.peerObserver, record), (school.gradeLead, record), (school.classTeacher, told),
            ] {
                let error = await #expect(throws: RPCError.self) { try await colleague.correctOwn(id, "别的") }
                #expect(error?.status == .notFound)
            }
            let versions = try await school.counsellor.versions(record).versions
            #expect(versions.map(\.observation.text) == ["哭了", "没有哭，是感冒"])
            #expect(versions.map(\.observation.signs) == [[.mood], [.body]])
        }
    }

    @Test func anUrgentSignWarnsAtOnceAlsoWhenItComesWithACorrection() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let record = try await school.classTeacher.see(student, "把书都送给了同桌", .withdrawal)
            #expect(try await school.counsellor.list(school.school).warnings.isEmpty)
            _ = try await school.classTeacher.correctOwn(record, "把心爱的东西都送给了同桌", [.withdrawal, .farewell])
            let warnings = try await school.counsellor.list(school.school).warnings
            #expect(warnings.map(\.suggestedLevel) == [.crisis])
            #expect(warnings.first?.fired.flatMap(\.inputs).contains("observation.sign=farewell") == true)
            // What is no graver is not told twice.
            _ = try await school.classTeacher.correctOwn(record, "把东西都送给了同桌", [.farewell])
            let signals = try await school.store.read {
                try $0.allSignals(
                    ofStudent: student, from: CareSchool.start + .seconds(-1), to: CareSchool.start + .seconds(86_400))
            }
            #expect(signals.count == 2)
        }
    }

    @Test(
        arguments: [
            (APIInformationSource.police, APISignalTrust.observed, 1), (.police, .hearsay, 0),
            (.hotline, .confirmed, 1),
            (.guardian, .confirmed, 0), (.onlineIncident, .confirmed, 1),
        ] as [(APIInformationSource, APISignalTrust, Int)])
    func whatIsToldIsWeighedByWhoTellsAndHowSure(
        _ source: APIInformationSource, _ trust: APISignalTrust, _ warnings: Int
    ) async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            _ = try await school.gradeLead.tell(student, source, trust, "夜间在外")
            #expect(try await school.counsellor.list(school.school).warnings.count == warnings)
        }
    }

    @Test func whatWasSeenIsEvidenceForTheCareListAsBefore() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await school.enrol()
            let record = try await school.classTeacher.see(student, "一周未与人说话", .withdrawal)
            let id = try #require(Identifier(record))
            #expect(try await school.store.read { try $0.student(ofObservation: id) } == student)
            let told = try #require(Identifier(try await school.counsellor.tell(student, .guardian)))
            #expect(try await school.store.read { try $0.student(ofObservation: told) } == nil)
        }
    }
}
