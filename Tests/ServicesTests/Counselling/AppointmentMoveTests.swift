import Domain
import JSONRPC
import Testing
import XinyuAPI

@Suite("Moves of an appointment")
struct AppointmentMoveTests {
    enum Step: String, CaseIterable, Sendable {
        case confirm, reschedule
        case checkIn = "check in"
        case complete, cancel
        case markNoShow = "mark no-show"
    }

    /// An appointment in each state, by the way that leads there. The clock stands in the middle of the slot.
    private func appointment(_ state: AppointmentState, _ school: CounsellingSchool) async throws -> (
        id: String, later: APIFreeSlot
    ) {
        let room = try await school.counsellor.room(school.school)
        try await school.counsellor.duty(room, of: school.counsellor)
        let (pupil, counsellor) = (school.pupils[0], school.counsellor)
        let slots = try await pupil.slots(for: pupil.student)
        let id = try await pupil.book(slots[0], for: pupil.student).id
        let later = try #require(slots.last)
        if state != .requested, state != .cancelled { _ = try await counsellor.confirm(id) }
        if state == .cancelled { _ = try await pupil.cancel(id) }
        // Requests are answered before their start.
        if state == .requested { return (id, later) }
        // Thursday 14:30.
        school.pass(.seconds(30 * 3_600 + 1_800))
        if state == .noShow { _ = try await counsellor.markNoShow(id) }
        if state == .checkedIn || state == .completed { _ = try await counsellor.checkIn(id) }
        if state == .completed { _ = try await counsellor.complete(id) }
        return (id, later)
    }

    private func take(_ step: Step, _ id: String, _ later: APIFreeSlot, as visitor: Visitor) async throws {
        switch step {
        case .confirm: _ = try await visitor.confirm(id)
        case .reschedule: _ = try await visitor.reschedule(id, to: later)
        case .checkIn: _ = try await visitor.checkIn(id)
        case .complete: _ = try await visitor.complete(id)
        case .cancel: _ = try await visitor.cancel(id)
        case .markNoShow: _ = try await visitor.markNoShow(id)
        }
    }

    /// Written out from the task's text and not asked of the state machine. What a counsellor reschedules to their own
    /// duty is confirmed with it.
    @Test(
        arguments: [
            (
                .requested, [.confirm: .confirmed, .reschedule: .confirmed, .cancel: .cancelled],
                "from here: confirm, reschedule, cancel"
            ),
            (
                .confirmed,
                [.reschedule: .confirmed, .checkIn: .checkedIn, .cancel: .cancelled, .markNoShow: .noShow],
                "from here: reschedule, check in, cancel, mark no-show"
            ),
            (.checkedIn, [.complete: .completed], "from here: complete"),
            (.completed, [:], "it has ended"), (.cancelled, [:], "it has ended"), (.noShow, [:], "it has ended"),
        ] as [(AppointmentState, [Step: APIAppointmentState], String)])
    func eachFromEachState(_ state: AppointmentState, _ legal: [Step: APIAppointmentState], _ next: String) async throws
    {
        for step in Step.allCases {
            try await CounsellingSchool.open { school in
                let (id, later) = try await appointment(state, school)
                let before = try await school.counsellor.appointment(id)
                #expect(before.state == APIAppointmentState(state))
                let refusal = try await failure { try await take(step, id, later, as: school.counsellor) }
                let after = try await school.counsellor.appointment(id)
                if let target = legal[step] {
                    #expect(refusal == nil, "\(step)")
                    #expect(after.state == target, "\(step)")
                } else {
                    #expect(refusal?.status == .failedPrecondition, "\(step)")
                    #expect(
                        refusal?.message
                            == "\(step.rawValue) is not possible for an appointment that is \(state.word); \(next)")
                    #expect(after == before)
                }
            }
        }
    }

    @Test func theRoomIsHandledByCounsellorsOfTheSchoolAlone() async throws {
        try await CounsellingSchool.open { school in
            let (id, later) = try await appointment(.requested, school)
            for step in [Step.confirm, .checkIn, .complete, .markNoShow] {
                for visitor in [
                    school.classTeacher, school.gradeLead, school.crisisLead, school.pupils[0], school.supervisor,
                ] {
                    #expect(
                        try await failure { try await take(step, id, later, as: visitor) }?.status
                            == .permissionDenied, "\(step) as \(visitor.role)")
                }
                #expect(
                    try await failure { try await take(step, id, later, as: school.stranger) }?.status == .notFound)
            }
            #expect(try await school.secondCounsellor.confirm(id).state == .confirmed)
        }
    }

    /// The student, who booked, and counsellors; nobody else of the school, and nobody of another.
    @Test(arguments: [Step.cancel, .reschedule])
    func isChangedByThoseWhoseItIs(_ step: Step) async throws {
        try await CounsellingSchool.open { school in
            let (id, later) = try await appointment(.requested, school)
            _ = try await school.counsellor.confirm(id)
            for visitor in [school.classTeacher, school.gradeLead, school.crisisLead] {
                let refusal = try await failure { try await take(step, id, later, as: visitor) }
                #expect(refusal?.status == .failedPrecondition)
                #expect(
                    refusal?.message
                        == "an appointment is changed by the student, by who booked it, or by a counsellor of the school"
                )
            }
            for visitor in [school.pupils[1], school.pupils[3], school.stranger, school.teachers[0]] {
                #expect(try await failure { try await take(step, id, later, as: visitor) }?.status == .notFound)
            }
            try await take(step, id, later, as: school.pupils[0])
            let state = try await school.counsellor.appointment(id).state
            // Another time has to be confirmed again.
            #expect(state == (step == .cancel ? .cancelled : .requested))
        }
    }

    @Test(arguments: [Step.cancel, .reschedule])
    func onceItHasBegunItIsTheCounsellors(_ step: Step) async throws {
        try await CounsellingSchool.open { school in
            let (id, later) = try await appointment(.confirmed, school)
            let refusal = try await failure { try await take(step, id, later, as: school.pupils[0]) }
            #expect(refusal?.message == "it was to begin already: a counsellor says what becomes of it")
            #expect(try await failure { try await take(step, id, later, as: school.secondCounsellor) } == nil)
        }
    }

    @Test func aTeacherChangesWhatTheTeacherBooked() async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            let pupil = school.pupils[0].student
            let slots = try await school.classTeacher.slots(for: pupil)
            let booked = try await school.classTeacher.book(slots[0], for: pupil, "上课走神")
            #expect(booked.state == .requested)
            #expect(booked.startsAt == slots[0].startsAt)
            #expect(try await school.classTeacher.reschedule(booked.id, to: slots[1]).startsAt == slots[1].startsAt)
            #expect(try await school.classTeacher.cancel(booked.id).state == .cancelled)
        }
    }

    @Test func keepsToTheTimes() async throws {
        try await CounsellingSchool.open { school in
            let (id, _) = try await appointment(.requested, school)
            let counsellor = school.counsellor
            _ = try await counsellor.confirm(id)
            // Wednesday 08:00: Thursday 13:00 is the earliest.
            school.pass(.seconds(29 * 3_600 - 1))
            #expect(try await failure { try await counsellor.checkIn(id) }?.status == .failedPrecondition)
            #expect(try await failure { try await counsellor.markNoShow(id) }?.status == .failedPrecondition)
            school.pass(.seconds(3_600 + 899))
            #expect(try await failure { try await counsellor.markNoShow(id) }?.status == .failedPrecondition)
            school.pass(.seconds(2))
            #expect(try await counsellor.markNoShow(id).state == .noShow)
        }
    }

    @Test func isNotConfirmedOnceItShouldHaveBegun() async throws {
        try await CounsellingSchool.open { school in
            let (id, _) = try await appointment(.requested, school)
            school.pass(.seconds(30 * 3_600))
            let refusal = try await failure { try await school.counsellor.confirm(id) }
            #expect(refusal?.message == "it was to begin already; reschedule it, or cancel it")
        }
    }

    @Test func tellsTheArchiveTheFactAndNothingElse() async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            let pupil = school.pupils[0]
            let slot = try await pupil.slots(for: pupil.student)[0]
            let id = try await pupil.book(slot, for: pupil.student, "和同学吵架了").id
            _ = try await school.counsellor.confirm(id)
            school.pass(.seconds(30 * 3_600))
            _ = try await school.counsellor.checkIn(id)
            _ = try await school.counsellor.complete(id)
            _ = try await school.counsellor.write("谈到失眠", of: id)
            let lines = try await school.counsellor.timeline(pupil.student)
            #expect(
                Set(lines) == [
                    "心理辅导预约：已申请", "心理辅导预约：已确认", "心理辅导预约：已到访", "心理辅导预约：已完成", "面谈记录：第1版",
                ])
        }
    }
}
