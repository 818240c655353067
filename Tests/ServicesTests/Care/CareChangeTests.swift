import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Changes of the care list")
struct CareChangeTests {
    /// Written out from the domain's page and not asked of the state machine.
    @Test(
        arguments: [
            (.proposed, [.activate: .active, .remove: .removed], "from here: activate, remove"),
            (
                .active, [.change: .active, .monitor: .monitoring, .remove: .removed, .review: .active],
                "from here: change, monitor, remove, review"
            ),
            (
                .monitoring, [.activate: .active, .remove: .removed, .review: .monitoring],
                "from here: activate, remove, review"
            ),
            (.removed, [:], "it has ended"),
        ] as [(CareState, [CareStep: APICareState], String)])
    func eachFromEachState(_ state: CareState, _ legal: [CareStep: APICareState], _ next: String) async throws {
        try await CareSchool.open { school in
            for step in CareStep.allCases {
                let entry = try await school.careEntry(for: try await school.enrol(), .concern, state)
                if let target = legal[step] {
                    #expect(try await school.counsellor.take(step, entry).state == target)
                } else {
                    let refusal = try await failure { try await school.counsellor.take(step, entry) }
                    #expect(refusal?.status == .failedPrecondition)
                    #expect(
                        refusal?.message
                            == "\(step.rawValue) is not possible for a care-list entry that is \(state.word); \(next)")
                    #expect(try await school.counsellor.careEntry(entry).history.isEmpty)
                }
            }
        }
    }

    @Test func keepsWhoDidWhatWhyAndOnWhatItRests() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let warning = try await school.warn(of: student)
            _ = try await school.counsellor.acknowledge(warning)
            _ = try await school.counsellor.interview(warning, .watch)
            let interview = try await school.counsellor.notes(warning).interviewID
            let observation = try await school.classTeacher.observe(student, "上课趴桌")
            let plan = try await school.measuredPlan(for: student)
            let start = school.clock.now()

            let entry = try await school.classTeacher.propose(student, .watch, "独来独往").id
            func later() { school.clock.advance(by: .seconds(86_400)) }
            later()
            _ = try await school.counsellor.take(
                .activate, entry, .crisis, reason: "面谈", on: Colleague.evidence(.interview, interview), advice: "陪同")
            later()
            _ = try await school.secondCounsellor.take(
                .change, entry, .concern, reason: "效果", on: Colleague.evidence(.effect, plan))
            later()
            _ = try await school.counsellor.take(
                .change, entry, .concern, reason: "所见", on: Colleague.evidence(.observation, observation), advice: "谈心")
            later()
            _ = try await school.counsellor.take(
                .monitor, entry, reason: "预警已解除", on: Colleague.evidence(.warning, warning.description))
            later()
            let last = try await school.counsellor.take(.remove, entry, reason: "复核")
            #expect(last.state == .removed)
            #expect(last.reviewOn.isEmpty)

            let read = try await school.counsellor.careEntry(entry)
            #expect(read.supportAdvice == "谈心")
            #expect(read.levelSince == Google_Protobuf_Timestamp(start + .seconds(2 * 86_400)))
            let (li, wang) = (school.counsellor.id.description, school.secondCounsellor.id.description)
            let teacher = school.classTeacher.id.description
            let history = read.history
            #expect(history.map(\.fromState) == [.unspecified, .proposed, .active, .active, .active, .monitoring])
            #expect(history.map(\.toState) == [.proposed, .active, .active, .active, .monitoring, .removed])
            #expect(history.map(\.fromLevel) == [.unspecified, .watch, .crisis, .concern, .concern, .concern])
            #expect(history.map(\.toLevel) == [.watch, .crisis, .concern, .concern, .concern, .concern])
            #expect(history.map(\.authorID) == [teacher, li, wang, li, li, li])
            #expect(history.map(\.reason) == ["独来独往", "面谈", "效果", "所见", "预警已解除", "复核"])
            #expect(
                history.map(\.evidence.kind) == [.observation, .interview, .effect, .observation, .warning, .review])
            #expect(history.map(\.evidence.id) == ["", interview, plan, observation, warning.description, ""])
            #expect(
                history.map(\.at)
                    == (0...5).map { Google_Protobuf_Timestamp(start + .seconds($0 * 86_400)) })
        }
    }

    @Test(
        arguments: [CareStep.activate, .change, .monitor, .remove],
        [APICareEvidence.Kind.warning, .interview, .observation, .effect])
    func namesTheEvidenceUnlessItIsAReview(_ step: CareStep, _ kind: APICareEvidence.Kind) async throws {
        try await CareSchool.open { school in
            let entry = try await school.careEntry(
                for: try await school.enrol(), .watch, step == .activate ? .proposed : .active)
            for (id, field) in [("", "evidence.id"), ("no identifier", "evidence.id")] {
                let refusal = try await failure {
                    try await school.counsellor.take(step, entry, on: Colleague.evidence(kind, id))
                }
                #expect(refusal?.status == .invalidArgument)
                #expect(refusal?.details.fieldViolations.map(\.field) == [field])
            }
            let unspecified = try await failure {
                try await school.counsellor.take(step, entry, on: Colleague.evidence(.unspecified, entry))
            }
            #expect(unspecified?.details.fieldViolations.map(\.field) == ["evidence.kind"])
            #expect(try await failure { try await school.counsellor.take(step, entry) } == nil)
        }
    }

    /// What a change rests on is there, and is of the student whose entry it is.
    @Test func restsOnWhatIsThereAndIsTheStudents() async throws {
        try await CareSchool.open { school in
            let (student, other) = (try await school.enrol(), try await school.enrol())
            let entry = try await school.careEntry(for: student)
            let warning = try await school.warn(of: other)
            _ = try await school.counsellor.acknowledge(warning)
            _ = try await school.counsellor.interview(warning, .watch)
            let nobody = "00000000000000000000000000000001"
            let unmeasured = try await school.counsellor.plan(for: student).id
            let cases: [(APICareEvidence.Kind, String)] = [
                (.warning, warning.description), (.warning, nobody), (.warning, unmeasured),
                (.interview, try await school.counsellor.notes(warning).interviewID), (.interview, nobody),
                (.observation, try await school.classTeacher.observe(other, "上课趴桌")), (.observation, nobody),
                (.effect, try await school.measuredPlan(for: other)), (.effect, nobody), (.effect, unmeasured),
                (.review, warning.description),
            ]
            var messages: [APICareEvidence.Kind: Set<String>] = [:]
            for (kind, id) in cases {
                let refusal = try await failure {
                    try await school.counsellor.take(.change, entry, on: Colleague.evidence(kind, id))
                }
                #expect(refusal?.status == .invalidArgument)
                #expect(refusal?.details.fieldViolations.map(\.field) == ["evidence.id"])
                messages[kind, default: []].insert(refusal?.details.fieldViolations.first?.description ?? "")
            }
            // Another's and nobody's read the same.
            #expect(messages.values.allSatisfy { $0.count == 1 })
            #expect(try await school.counsellor.careEntry(entry).history.isEmpty)
        }
    }

    /// From 4 November, by hand; a day has begun in China eight hours before it has in London.
    @Test(
        arguments: [
            (.watch, 0, "2026-12-04"), (.concern, 0, "2026-11-18"), (.crisis, 0, "2026-11-11"),
            (.crisis, 15 * 3_600 + 3_599, "2026-11-11"), (.crisis, 16 * 3_600, "2026-11-12"),
        ]
            as [(
                APIAttentionLevel, Int64, String
            )])
    func reviewsByLevel(_ level: APIAttentionLevel, _ later: Int64, _ date: String) async throws {
        try await CareSchool.open { school in
            let entry = try await school.counsellor.propose(try await school.enrol(), .concern).id
            school.clock.advance(by: .seconds(later))
            #expect(try await school.counsellor.take(.activate, entry, level).reviewOn == date)
            #expect(try await school.counsellor.take(.monitor, entry).reviewOn == date)
        }
    }

    @Test func leavesAdviceAndLevelWhereNothingIsSaid() async throws {
        try await CareSchool.open { school in
            let entry = try await school.counsellor.propose(try await school.enrol(), .watch).id
            _ = try await school.counsellor.take(.activate, entry, .crisis, advice: "陪同")
            school.clock.advance(by: .seconds(86_400))
            let changed = try await school.counsellor.take(.change, entry, .crisis, advice: " \n")
            #expect(changed.supportAdvice == "陪同")
            #expect(changed.levelSince == Google_Protobuf_Timestamp(CareSchool.start))
            #expect(try await school.counsellor.take(.monitor, entry).level == .crisis)
        }
    }

    @Test func isForCounsellorsAlone() async throws {
        try await CareSchool.open { school in
            let entry = try await school.careEntry(for: try await school.enrol())
            for step in CareStep.allCases {
                for colleague in [school.classTeacher, school.peerObserver, school.crisisLead] {
                    #expect(
                        try await failure { try await colleague.take(step, entry) }?.status == .permissionDenied)
                }
                #expect(
                    try await failure { try await school.stranger.take(step, entry) }?.status == .notFound)
            }
        }
    }
}
