import Domain
import Store
import Testing

@Suite struct CrisisContract {
    private struct Fixture {
        let installation: TestInstallation
        let crisis: CrisisCaseRecord

        /// A case as it stands in the store.
        init(_ engine: EngineUnderTest) async throws {
            let installation = try engine.install()
            self.installation = installation
            let school = installation.identifier()
            let student = Samples.student(installation, school: school, schoolClass: nil)
            let (account, now) = (Samples.account(installation), installation.now)
            let crisis = CrisisCaseRecord(
                school: school, id: installation.identifier(), student: student.record.id, schoolClass: nil,
                warning: nil, roundSince: now, lead: account.id, reason: "说到轻生",
                step: .init(what: "陪护", owner: account.id, dueAt: now + .seconds(60)), openedBy: account.id,
                openedAt: now, stateSince: now)
            self.crisis = crisis
            try await installation.store.write { transaction in
                try transaction.insert(account)
                try transaction.insert(student, indexes: .init())
                try transaction.insert(crisis)
            }
        }

        func write(_ body: @escaping @Sendable (WriteTransaction) throws -> Void) async throws {
            try await installation.store.write(body)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func keepsCases(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        let (store, crisis) = (fixture.installation.store, fixture.crisis)
        #expect(try await store.read { try $0.crisisCase(crisis.id) } == crisis)
        #expect(try await store.read { try $0.openCrisisCase(ofStudent: crisis.student, in: crisis.school) } == crisis)
        var closed = crisis
        closed.state = .closed
        closed.step = nil
        closed.closedAt = fixture.installation.now + .seconds(5)
        closed.reportDueAt = fixture.installation.now
        closed.round = 2
        let changed = closed
        try await fixture.write { transaction in
            try transaction.setHelpers([crisis.lead], of: crisis)
            try transaction.update(changed)
        }
        #expect(try await store.read { try $0.crisisCase(crisis.id) } == closed)
        #expect(try await store.read { try $0.helpers(of: crisis) } == [crisis.lead])
        #expect(try await store.read { try $0.openCrisisCase(ofStudent: crisis.student, in: crisis.school) } == nil)
        #expect(try await store.read { try $0.crisisCases(ofSchool: crisis.school, in: .closed) } == [closed])
    }

    /// Whatever a service forgets, the schema does not.
    @Test(arguments: EngineUnderTest.allCases)
    func refusesWhatMustNotBe(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        let (crisis, now) = (fixture.crisis, fixture.installation.now)
        var withoutStep = crisis
        withoutStep.step = nil
        var withoutEnd = withoutStep
        withoutEnd.state = .closed
        let second = CrisisCaseRecord(
            school: crisis.school, id: fixture.installation.identifier(), student: crisis.student, schoolClass: nil,
            warning: nil, roundSince: now, lead: crisis.lead, reason: "又一次", step: crisis.step,
            openedBy: crisis.lead, openedAt: now, stateSince: now)
        let wrong: [@Sendable (WriteTransaction) throws -> Void] = [
            { [withoutStep] in try $0.update(withoutStep) }, { [withoutEnd] in try $0.update(withoutEnd) },
            { try $0.insert(second) },
        ]
        for write in wrong { await #expect(throws: StoreError.self) { try await fixture.write(write) } }

        let report = TraumaReportRecord(
            school: crisis.school, id: fixture.installation.identifier(), student: crisis.student,
            crisisCase: crisis.id,
            counsellor: crisis.lead,
            body: .init(kind: .violence, gravity: .grave, suspect: .guardian, description: "被殴打"), learntAt: now,
            openedBy: crisis.lead, openedAt: now)
        let step = TraumaStepRecord(
            id: fixture.installation.identifier(), position: 0, isMandatory: true, dueAt: now,
            body: .init(step: "police", title: "报案", ground: "《法》"))
        try await fixture.write { transaction in
            try transaction.insert(report)
            try transaction.insert(step, of: report)
        }
        var waived = step
        waived.state = .waived
        let refused = waived
        await #expect(throws: StoreError.self) { try await fixture.write { try $0.update(refused, of: report) } }
        let store = fixture.installation.store
        #expect(try await store.read { try $0.traumaReport(report.id) } == report)
        #expect(try await store.read { try $0.steps(of: report) } == [step])
    }

    @Test(arguments: EngineUnderTest.allCases)
    func keepsWhatBelongsToACase(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        let (crisis, now) = (fixture.crisis, fixture.installation.now)
        func identifier() -> Identifier { fixture.installation.identifier() }
        var point = CrisisPointRecord(
            id: identifier(), round: 1, kind: .meansRemoved, position: 0, isMandatory: true, dueAt: now)
        var followUp = FollowUpRecord(id: identifier(), dueAt: now)
        let assessment = ReturnAssessmentRecord(
            id: identifier(), assessor: crisis.lead, assessedAt: now, recordedAt: now, decision: .conditional,
            hospitalOpinion: "稳定", conditions: ["复诊", "陪同"])
        let lesson = LessonRecord(
            id: identifier(), heldAt: now, recordedBy: crisis.lead, participants: [crisis.lead], findings: "联系不上")
        var action = LessonActionRecord(
            id: identifier(), lesson: lesson.id, crisisCase: crisis.id, student: crisis.student, position: 0,
            what: "核对电话", owner: crisis.lead, dueAt: now)
        let events = [
            CrisisEventRecord(kind: .opened, state: .opened, author: crisis.lead, at: now, note: "轻生"),
            CrisisEventRecord(kind: .overdue, state: .opened, author: nil, at: now, note: nil),
        ]
        try await fixture.write { [point, followUp, action] transaction in
            try transaction.insert(point, of: crisis)
            try transaction.insert(followUp, of: crisis)
            try transaction.insert(assessment, of: crisis)
            try transaction.insert(lesson, of: crisis)
            try transaction.insert(action, of: crisis)
            for event in events { try transaction.append(event, to: crisis) }
        }
        (point.state, point.doneBy, point.doneAt, point.note) = (.done, crisis.lead, now, "已收走")
        (followUp.state, followUp.heldBy, followUp.heldAt) = (.held, crisis.lead, now)
        (followUp.level, followUp.record) = (.watch, "平稳")
        (action.doneBy, action.doneAt, action.note) = (crisis.lead, now, "已核对")
        try await fixture.write { [point, followUp, action] transaction in
            try transaction.update(point, of: crisis)
            try transaction.update(followUp, of: crisis)
            try transaction.update(action, of: crisis)
        }
        try await fixture.installation.store.read { [point, followUp, action] (transaction) throws -> Void in
            #expect(try transaction.points(of: crisis) == [point])
            #expect(try transaction.followUps(of: crisis) == [followUp])
            #expect(try transaction.returnAssessments(of: crisis) == [assessment])
            #expect(try transaction.lessons(of: crisis) == [lesson])
            #expect(try transaction.lessonActions(of: crisis) == [action])
            #expect(try transaction.events(of: crisis) == events)
            #expect(try transaction.openLessonActions(ofOwner: crisis.lead, in: crisis.school, limit: 9).isEmpty)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func signsAReportOnce(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        let (crisis, now) = (fixture.crisis, fixture.installation.now)
        let content = CaseReportRecord.Content(
            background: "一", course: "二", riskFactors: "三", protectiveFactors: "四", analysis: "五", measures: "六",
            outcome: "七", recommendations: "八", salt: [1, 2, 3])
        let report = CaseReportRecord(
            crisisCase: crisis.id, version: 1, content: content, contentHash: Array(repeating: 9, count: 32),
            author: crisis.lead, submittedAt: now)
        try await fixture.write { try $0.insert(report, of: crisis) }
        let store = fixture.installation.store
        #expect(try await store.read { try $0.caseReport(1, of: crisis) } == report)
        #expect(try await store.read { try $0.caseReport(2, of: crisis) } == nil)
        for expected in [true, false] {
            let signed = try await store.write { transaction in
                try transaction.sign(caseReport: 1, of: crisis, by: crisis.lead, at: now)
            }
            #expect(signed == expected)
        }
        let newest = try #require(try await store.read { try $0.newestCaseReport(of: crisis) })
        #expect(newest.version == 1 && newest.isSigned && newest.submittedAt == now)
        await #expect(throws: StoreError.self) {
            try await fixture.write { try $0.execute("UPDATE case_reports SET signed_by = zeroblob(16)") }
        }
        // A rotation seals it anew, and that is no change.
        try await fixture.write { try $0.execute("UPDATE case_reports SET content_sealed = content_sealed") }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func keepsSpecialPeriodsAndReviews(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        let (crisis, now) = (fixture.crisis, fixture.installation.now)
        let period = SpecialPeriodRecord(
            school: crisis.school, id: fixture.installation.identifier(), unit: crisis.school,
            period: SpecialPeriod(
                kind: .exams, stages: [.junior, .senior], startsAt: now, endsAt: now + .seconds(100),
                intervalPercent: 40), reviewBy: now + .seconds(50), createdBy: crisis.lead, createdAt: now)
        var review = SpecialReviewRecord(
            school: crisis.school, id: fixture.installation.identifier(), period: period.id, student: crisis.student,
            cause: .crisisCase, createdAt: now, dueAt: now)
        let store = fixture.installation.store
        try await fixture.write { try $0.insert(period) }
        let group = try await store.read {
            try $0.specialGroup(ofSchool: crisis.school, notIn: period.id, at: now, limit: 9)
        }
        #expect(group.map(\.student) == [crisis.student])
        #expect(group.map(\.cause) == [.crisisCase])
        try await fixture.write { [review] in try $0.insert(review) }
        // Once in a period.
        let again = SpecialReviewRecord(
            school: crisis.school, id: fixture.installation.identifier(), period: period.id, student: crisis.student,
            cause: .careList, createdAt: now, dueAt: now)
        await #expect(throws: StoreError.self) { try await fixture.write { try $0.insert(again) } }
        (review.doneBy, review.doneAt, review.level, review.finding) = (crisis.lead, now, .watch, "平稳")
        try await fixture.write { [review] in try $0.update(review) }
        try await store.read { [review] (transaction) throws -> Void in
            #expect(try transaction.specialGroup(ofSchool: crisis.school, notIn: period.id, at: now, limit: 9).isEmpty)
            #expect(try transaction.specialReview(review.id) == review)
            #expect(try transaction.openSpecialReviews(ofSchool: crisis.school).isEmpty)
            #expect(try transaction.specialPeriods(ofUnit: crisis.school) == [period])
            #expect(try transaction.openSpecialPeriods(at: now) == [period])
            #expect(try transaction.openSpecialPeriods(at: now + .seconds(100)).isEmpty)
        }
    }
}
