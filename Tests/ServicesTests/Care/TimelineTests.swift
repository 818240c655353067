import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("The archive's timeline")
struct TimelineTests {
    private func pages(_ school: CareSchool, _ student: Identifier, size: UInt32) async throws -> [[APITimelineEntry]] {
        var pages: [[APITimelineEntry]] = []
        var token = ""
        repeat {
            let page = try await school.counsellor.timeline(student, size: size, token: token)
            pages.append(page.entries)
            token = page.nextPage
        } while !token.isEmpty && pages.count < 50
        return pages
    }

    @Test func tellsTheNewestFirst() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let warning = try await school.warn(of: student)
            func later() { school.clock.advance(by: .seconds(60)) }
            _ = try await school.counsellor.acknowledge(warning)
            later()
            _ = try await school.counsellor.observe(student, "昨天没吃午饭", at: CareSchool.start + .seconds(-86_400))
            _ = try await school.counsellor.observe(student, "今天迟到")
            later()
            let plan = try await school.counsellor.plan(for: student).id
            let entries = try await school.counsellor.timeline(student).entries
            #expect(entries.map(\.kind) == [.plan, .observation, .warning, .observation])
            #expect(entries.map(\.summary) == ["一人一案：draft", "今天迟到", "预警：acknowledged", "昨天没吃午饭"])
            #expect(entries.map(\.subjectID).first == plan)
            #expect(Set(entries.map(\.authorID)) == [school.counsellor.id.description])
        }
    }

    /// Many at one moment, and some from before 1970, where moments are negative.
    @Test(arguments: [1, 2, 3, 7, 8, 23, 24, 25] as [UInt32])
    func goesPageByPageWithoutLossOrDouble(_ size: UInt32) async throws {
        // Many observations would raise a warning.
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await school.enrol()
            _ = try await school.counsellor.observe(try await school.enrol(), "别的学生")
            var written: [String] = []
            for (seconds, count) in [(0, 10), (-5, 7), (-2_000_000_000, 7)] as [(Int64, Int)] {
                let moment = CareSchool.start + .seconds(seconds)
                for _ in 0..<count { written.append(try await school.counsellor.observe(student, "所见", at: moment)) }
            }
            let pages = try await pages(school, student, size: size)
            let read = pages.flatMap { $0 }
            #expect(read.count == 24)
            #expect(Set(read.map(\.subjectID)) == Set(written))
            #expect(pages.dropLast().allSatisfy { $0.count == Int(size) })
            #expect(pages.last?.isEmpty == false)
            let seconds = read.map(\.at.seconds)
            #expect(seconds == seconds.sorted(by: >))
        }
    }

    @Test func goesOnWhereItWasThoughLinesAreAdded() async throws {
        try await CareSchool.open(under: WarningRules(rules: [])) { school in
            let student = try await school.enrol()
            for number in 0..<4 {
                _ = try await school.counsellor.observe(student, "\(number)")
                school.clock.advance(by: .seconds(1))
            }
            let first = try await school.counsellor.timeline(student, size: 2)
            _ = try await school.counsellor.observe(student, "new")
            let second = try await school.counsellor.timeline(student, size: 2, token: first.nextPage)
            #expect(first.entries.map(\.summary) == ["3", "2"])
            #expect(second.entries.map(\.summary) == ["1", "0"])
        }
    }

    @Test(arguments: ["1", "-", "1-2", "x-00000000000000000000000000000000", "1-zz", "1--5"])
    func refusesATokenOfItsOwnMaking(_ token: String) async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let refusal = try await failure { try await school.counsellor.timeline(student, token: token) }
            #expect(refusal?.status == .invalidArgument)
            #expect(refusal?.details.fieldViolations.map(\.field) == ["page.token"])
        }
    }

    @Test func showsNoLineAboveTheCeiling() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let levels: [Sensitivity] = [.public, .roster, .status, .clinical, .raw]
            let (unit, random, now) = (school.school, school.random, school.clock.now())
            try await school.store.write { transaction in
                for level in levels {
                    try transaction.append(
                        ArchiveEntry(
                            school: unit, student: student, at: now, id: Identifier(randomFrom: random),
                            kind: .observation, sensitivity: level, subject: nil, author: nil, summary: "\(level)"))
                }
            }
            let request = APIGetTimelineRequest.with { $0.studentID = student.description }
            let desk = SignalDesk(rules: try CareSchool.screening())
            for (number, ceiling) in levels.enumerated() {
                let entries = try await school.reading(ceiling: ceiling) { call in
                    try ArchiveServiceImplementation(signals: desk, policy: CareSchool.policy()).getTimeline(
                        request, call
                    ).entries
                }
                #expect(Set(entries.map(\.summary)) == Set(levels[0...number].map { "\($0)" }))
            }
        }
    }

    @Test func takesAnObservationFromWhoCannotReadItBack() async throws {
        try await CareSchool.open { school in
            let (own, other) = (try await school.enrol(in: 0), try await school.enrol(in: 1))
            for (colleague, text) in [(school.classTeacher, "上课睡觉"), (school.peerObserver, "午休时哭了")] {
                let id = try await colleague.observe(own, text)
                #expect(try await failure { try await colleague.timeline(own) }?.status == .permissionDenied)
                #expect(try await failure { try await colleague.observe(other, text) }?.status == .notFound)
                let read = try await school.counsellor.timeline(own).entries.first { $0.subjectID == id }
                #expect(read?.summary == text)
                #expect(read?.authorID == colleague.id.description)
            }
            #expect(try await school.counsellor.timeline(other).entries.isEmpty)
            #expect(try await failure { try await school.stranger.timeline(own) }?.status == .notFound)
        }
    }

    @Test func takesNoObservationOfTheFuture() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let refusal = try await failure {
                try await school.counsellor.observe(student, "明天会迟到", at: school.clock.now() + .milliseconds(1))
            }
            #expect(refusal?.status == .invalidArgument)
            #expect(refusal?.details.fieldViolations.map(\.field) == ["observedAt"])
            #expect(try await school.counsellor.timeline(student).entries.isEmpty)
            _ = try await school.counsellor.observe(student, "刚刚", at: school.clock.now())
        }
    }

    @Test func needsAPurpose() async throws {
        try await CareSchool.open { school in
            let meta = CallMeta(authorization: school.counsellor.meta.authorization)
            let request = APIGetTimelineRequest.with { $0.studentID = school.school.description }
            let refusal = try await failure { try await school.counsellor.archive.getTimeline(request, meta) }
            #expect(refusal?.status == .invalidArgument)
        }
    }
}
