import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("The archive by section")
struct ArchiveSectionServiceTests {
    /// Something in every section of a counsellor's own work.
    private func fill(_ school: CareSchool) async throws -> Identifier {
        let student = try await school.enrol()
        _ = try await school.counsellor.see(student, "今天迟到", .study)
        school.clock.advance(by: .seconds(60))
        _ = try await school.counsellor.see(student, "没吃午饭", .eating)
        _ = try await school.counsellor.tell(student, .guardian)
        _ = try await school.counsellor.circumstance(of: student, .leftBehind)
        _ = try await school.counsellor.add(to: student, AttachmentServiceTests.pdf(300))
        _ = try await school.counsellor.plan(for: student)
        return student
    }

    @Test func everySectionIsThereWithItsCountAndItsNewestLine() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await fill(school)
            let response = try await school.counsellor.archive.getArchive(
                .with { $0.studentID = student.description }, school.counsellor.meta)
            #expect(response.studentName == "王小明")
            #expect(response.sections.map(\.section) == APIArchiveSection.allCases.filter { $0 != .unspecified })
            let sections = try await school.counsellor.overview(student)
            let counts = sections.mapValues(\.count).filter { $0.value > 0 }
            #expect(
                counts == [.observations: 2, .information: 1, .circumstances: 1, .attachments: 1, .plans: 1])
            #expect(sections[.observations]?.newest.summary == "没吃午饭")
            #expect(sections[.circumstances]?.newest.summary == "重点关注类别（留守）")
            #expect(sections[.attachments]?.newest.summary == "附件：诊断书.pdf")
            #expect(sections[.crises]?.hasNewest == false)
            #expect(sections.values.allSatisfy { $0.isReadable })
            // What only who leads crises may know more of.
            #expect(sections.filter { !$0.value.isOpenInFull }.map(\.key) == [.protected])
        }
    }

    /// Somebody who may see less, as break-glass may let them.
    @Test func whatLiesAboveTheCeilingIsNamedAndNotCounted() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await fill(school)
            for (ceiling, readable) in [
                (Sensitivity.raw, 15), (.clinical, 14), (.status, 0), (.roster, 0), (.public, 0),
            ] {
                let service = ArchiveServiceImplementation(
                    signals: SignalDesk(rules: try CareSchool.screening()), policy: try CareSchool.policy())
                let sections = try await school.reading(ceiling: ceiling) { call in
                    try service.getArchive(.with { $0.studentID = student.description }, call).sections
                }
                #expect(sections.count == 15)
                #expect(sections.count(where: \.isReadable) == readable, "\(ceiling)")
                #expect(sections.allSatisfy { $0.isReadable || $0.count == 0 && !$0.hasNewest })
            }
        }
    }

    @Test func aSectionIsReadPageByPageWithWhatItsRecordsSay() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await fill(school)
            var seen: [APIArchiveRecord] = []
            var token = ""
            repeat {
                let page = try await school.counsellor.records(student, .observations, size: 1, token: token)
                #expect(page.records.count == 1)
                seen += page.records
                token = page.nextPage
            } while !token.isEmpty
            #expect(Set(seen.map(\.observation.text)) == ["今天迟到", "没吃午饭"])
            #expect(seen.allSatisfy { $0.version == 1 && $0.state == .standing && $0.kind == .observation })
            let information = try await school.counsellor.records(student, .information).records
            #expect(information.map(\.information.source) == [.guardian])
            #expect(information.map(\.information.trust) == [.observed])
            let circumstances = try await school.counsellor.records(student, .circumstances).records
            #expect(circumstances.map(\.circumstance.category) == [.leftBehind])
            // A section without records of its own tells its lines.
            let plans = try await school.counsellor.records(student, .plans).records
            #expect(plans.map(\.summary) == ["一人一案：draft"])
            #expect(plans.allSatisfy { $0.version == 0 && !$0.subjectID.isEmpty && !$0.hasObservation })
            let attachments = try await school.counsellor.records(student, .attachments).records
            #expect(attachments.map(\.summary) == ["附件：诊断书.pdf"])
            #expect(try await school.counsellor.records(student, .referrals).records.isEmpty)
        }
    }

    @Test func theTimelineIsReadByKindAndSpan() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await school.enrol()
            let counsellor = school.counsellor
            for day in 1...6 {
                _ = try await counsellor.observe(student, "第\(day)天", at: CareSchool.start + .seconds(-86_400 * day))
            }
            _ = try await counsellor.tell(student, .guardian)
            _ = try await counsellor.plan(for: student)
            func lines(_ fill: (inout APIGetTimelineRequest) -> Void) async throws -> [APITimelineEntry] {
                var request = APIGetTimelineRequest()
                request.studentID = student.description
                fill(&request)
                var lines: [APITimelineEntry] = []
                request.page.size = 2
                repeat {
                    let page = try await counsellor.archive.getTimeline(request, counsellor.meta)
                    lines += page.entries
                    request.page.token = page.nextPage
                } while !request.page.token.isEmpty
                return lines
            }
            func moment(_ day: Int) -> Google_Protobuf_Timestamp {
                Google_Protobuf_Timestamp(CareSchool.start + .seconds(Int64(-86_400 * day)))
            }
            #expect(try await lines { _ in }.count == 8)
            #expect(try await lines { $0.kinds = [.observation] }.count == 6)
            #expect(try await lines { $0.kinds = [.plan, .information, .plan] }.count == 2)
            #expect(try await lines { $0.kinds = [.crisis] }.isEmpty)
            let span = try await lines {
                $0.from = moment(5)
                $0.before = moment(2)
            }
            // The first moment counts, the last does not.
            #expect(span.map(\.summary) == ["第3天", "第4天", "第5天"])
            #expect(
                try await lines {
                    $0.kinds = [.plan, .observation]
                    $0.from = moment(1)
                }.map(\.kind) == [.plan, .observation])
            #expect(try await lines { $0.before = moment(6) }.isEmpty)
            let refusal = await #expect(throws: RPCError.self) {
                try await lines {
                    $0.from = moment(1)
                    $0.before = moment(1)
                }
            }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["before"])
            await #expect(throws: RPCError.self) { try await lines { $0.kinds = [.unspecified] } }
        }
    }

    @Test func nobodyButTheCounsellorReadsIt() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await fill(school)
            let record = try await school.classTeacher.see(student, "今天哭了", .mood)
            let file = try await school.counsellor.files(student)[0].id
            for colleague in [school.classTeacher, school.peerObserver, school.crisisLead, school.gradeLead] {
                let calls: [() async throws -> Void] = [
                    { _ = try await colleague.overview(student) }, { _ = try await colleague.timeline(student) },
                    { _ = try await colleague.records(student, .observations) },
                    { _ = try await colleague.versions(record) },
                    { _ = try await colleague.circumstances(in: school.classes[0]) },
                    { _ = try await colleague.files(student) }, { _ = try await colleague.read(file) },
                    { _ = try await colleague.withdraw(record) },
                    { _ = try await colleague.circumstance(of: student, .divorced) },
                    { _ = try await colleague.add(to: student, AttachmentServiceTests.pdf(200)) },
                ]
                for call in calls {
                    let error = await #expect(throws: RPCError.self) { try await call() }
                    #expect(error?.status == .permissionDenied)
                }
            }
            let stranger = school.stranger
            for call in [
                { _ = try await stranger.overview(student) }, { _ = try await stranger.versions(record) },
                { _ = try await stranger.read(file) }, { _ = try await stranger.circumstances(in: school.school) },
            ] as [() async throws -> Void] {
                let error = await #expect(throws: RPCError.self) { try await call() }
                #expect(error?.status == .notFound)
            }
        }
    }

    @Test func anErasedStudentIsNoLongerThere() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let (student, other) = (try await fill(school), try await school.enrol("李雷"))
            _ = try await school.counsellor.circumstance(of: other, .divorced)
            let file = try await school.counsellor.files(student)[0].id
            _ = try await school.store.erase(student, at: school.clock.now())
            for call in [
                { _ = try await school.counsellor.overview(student) },
                { _ = try await school.counsellor.records(student, .observations) },
                { _ = try await school.counsellor.files(student) }, { _ = try await school.counsellor.read(file) },
                { _ = try await school.counsellor.see(student, "今天迟到") },
            ] as [() async throws -> Void] {
                let error = await #expect(throws: RPCError.self) { try await call() }
                #expect(error?.status == .notFound)
            }
            // The list of the school goes on without.
            #expect(
                try await school.counsellor.circumstances(in: school.school).students.map(\.studentID)
                    == [other.description])
        }
    }
}
