import Domain
import JSONRPC
import Router
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Special periods")
struct SpecialPeriodTests {
    private func ask(_ school: CrisisSchool) async throws {
        try await school.background.run(SpecialReviews())
    }

    @Test("While it is open, students on the care list and in a crisis are each asked for once, with the gravest cause")
    func groups() async throws {
        try await CrisisSchool.open { school in
            let (listed, both, proposed, plain) = (
                try await school.enrol("在册"), try await school.enrol("危机"), try await school.enrol("建议"),
                try await school.enrol("其他")
            )
            try await school.care(for: listed)
            try await school.care(for: both, .monitoring)
            try await school.care(for: proposed, .proposed)
            _ = try await school.counsellor.open(for: both)
            let period = try await school.crisisLead.plan(school.school, .exams, "2026-11-05", "2026-11-20")
            #expect(!period.isOpen && period.intervalPercent == 50)
            try await ask(school)
            #expect(try await school.counsellor.reviews(school.school).isEmpty)

            // The fifth begins at midnight of the school's clocks.
            school.clock.advance(by: .seconds(16 * 3_600))
            try await ask(school)
            try await ask(school)
            let reviews = try await school.counsellor.reviews(school.school)
            #expect(
                Dictionary(uniqueKeysWithValues: reviews.map { ($0.studentName, $0.cause) })
                    == ["在册": .careList, "危机": .crisisCase])
            #expect(reviews.allSatisfy { $0.kind == .exams && $0.dueAt == period.reviewBy })
            #expect(!reviews.contains { $0.studentID == plain.description })
            // Who comes on the list later is asked for later.
            let late = try await school.enrol("新增")
            try await school.care(for: late)
            try await ask(school)
            #expect(try await school.counsellor.reviews(school.school).count == 3)
            #expect(try await school.counsellor.day([.reviewForSpecialPeriod]).count == 3)
        }
    }

    @Test("A review is done once, with a finding, and told to the archive")
    func reviews() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            try await school.care(for: student)
            _ = try await school.crisisLead.plan(school.school, .spring, "2026-11-04", "2026-11-30")
            try await ask(school)
            let review = try #require(try await school.counsellor.reviews(school.school).first)
            func complete(_ person: Responder, _ finding: String = "状态平稳") async throws -> APISpecialReview {
                try await person.periods.completeSpecialReview(
                    .with {
                        $0.specialReviewID = review.id
                        $0.finding = finding
                        $0.level = .watch
                    }, person.meta
                ).review
            }
            #expect(try await failure { try await complete(school.classTeacher) }?.status == .permissionDenied)
            #expect(try await failure { try await complete(school.stranger) }?.status == .notFound)
            #expect(
                try await failure { try await complete(school.counsellor, "") }?.details.fieldViolations.map(\.field)
                    == ["finding"])
            let done = try await complete(school.counsellor)
            #expect(done.finding == "状态平稳" && done.level == .watch)
            #expect(try await failure { try await complete(school.crisisLead) }?.status == .failedPrecondition)
            #expect(try await school.counsellor.reviews(school.school).isEmpty)
            #expect(
                try await school.archive(of: student).filter { $0.kind == .specialReview }.map(\.summary) == ["特殊节点排查"])
            try await ask(school)
            #expect(try await school.counsellor.reviews(school.school).isEmpty)
        }
    }

    @Test("It reaches down to the schools of its stages, and ends when it is ended")
    func reach() async throws {
        try await CrisisSchool.open { school in
            let (near, far) = (try await school.enrol(), try await school.enrolElsewhere())
            try await school.care(for: near)
            try await school.care(for: far)
            // The other school is a senior one.
            let period = SpecialPeriodRecord(
                school: .installation, id: Identifier(randomFrom: school.random), unit: school.county,
                period: SpecialPeriod(
                    kind: .graduation, stages: [.senior], startsAt: CrisisSchool.start,
                    endsAt: CrisisSchool.start + .seconds(86_400), intervalPercent: 50),
                reviewBy: CrisisSchool.start + .seconds(3_600), createdBy: .installation,
                createdAt: CrisisSchool.start)
            try await school.store.write { try $0.insert(period) }
            try await ask(school)
            #expect(try await school.counsellor.reviews(school.school).isEmpty)
            #expect(try await school.stranger.reviews(school.otherSchool).map(\.studentID) == [far.description])
            let listed = try await school.counsellor.periods.listSpecialPeriods(
                .with { $0.unitID = school.school.description }, school.counsellor.meta
            ).periods
            #expect(listed.map(\.id) == [period.id.description])
            // A lead of a school does not end what the county has planned.
            let refusal = try await failure {
                try await school.crisisLead.periods.endSpecialPeriod(
                    .with { $0.specialPeriodID = period.id.description }, school.crisisLead.meta)
            }
            #expect(refusal?.status == .notFound)
            let own = try await school.crisisLead.plan(school.school, .spring, "2026-11-04", "2026-11-30")
            let ended = try await school.crisisLead.periods.endSpecialPeriod(
                .with { $0.specialPeriodID = own.id }, school.crisisLead.meta
            ).period
            #expect(own.isOpen && !ended.isOpen && ended.hasEndedAt)
            // Planned in its own days it asks at once; what was asked stays, and nobody is asked for after its end.
            try await school.care(for: try await school.enrol("之后"))
            try await ask(school)
            #expect(try await school.counsellor.reviews(school.school).map(\.studentID) == [near.description])
        }
    }

    @Test(
        "Dates are days in their order, not longer than half a year, and not over",
        arguments: [
            ("2026-11-05", "2026-11-04", "endsOn"), ("2026-11-01", "2026-11-03", "endsOn"),
            ("2026-11-04", "2027-05-07", "endsOn"), ("2026-02-30", "2026-11-10", "startsOn"),
            ("2026-11-04", "", "endsOn"), ("2026-11-04", "2027-05-06", nil), ("2026-11-04", "2026-11-04", nil),
        ] as [(String, String, String?)])
    func dates(_ from: String, _ until: String, _ field: String?) async throws {
        try await CrisisSchool.open { school in
            let refusal = try await failure {
                try await school.crisisLead.plan(school.school, .spring, from, until)
            }
            #expect(refusal?.details.fieldViolations.map(\.field) == field.map { [$0] })
            #expect(
                try await failure { try await school.counsellor.plan(school.school, .spring, from, until) }?.status
                    == .permissionDenied)
        }
    }

    @Test("An open period halves how far a next step may lie ahead, and the days of follow-ups")
    func intervals() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .returnAssessment)
            _ = try await school.counsellor.assess(crisis.id, .return)
            _ = try await school.crisisLead.plan(school.school, .exams, "2026-11-04", "2026-11-30")
            let refusal = try await failure {
                try await school.crisisLead.advance(crisis.id, .followUp, school.step(hours: 7 * 24 + 1))
            }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["nextStep.dueAt"])
            _ = try await school.crisisLead.advance(crisis.id, .followUp, school.step(hours: 7 * 24))
            let start = CrisisSchool.start.milliseconds / 1_000
            #expect(
                try await school.crisisLead.see(crisis.id).followUps.map { ($0.dueAt.seconds - start) / 3_600 }
                    == [12, 36, 84, 168, 360, 1_080])
        }
    }
}
