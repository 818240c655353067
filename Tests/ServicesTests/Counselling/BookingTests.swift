import Domain
import JSONRPC
import SwiftProtobuf
import Testing
import XinyuAPI

@Suite("Booking")
struct BookingTests {
    /// One room with Thursdays 14:00–17:00, of the first counsellor.
    private func open(_ body: (CounsellingSchool, String) async throws -> Void) async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            try await body(school, room)
        }
    }

    private func hour(_ slots: [APIFreeSlot]) -> [Int64] { slots.map { $0.startsAt.seconds } }

    /// 2026-11-05T06:00:00Z, by `date -u`.
    private static let thursday: Int64 = 1_793_858_400

    @Test func offersWhatFollowsFromDuty() async throws {
        try await open { school, room in
            let slots = try await school.pupils[0].slots(for: school.pupils[0].student)
            #expect(hour(slots) == [0, 3_600, 7_200, 604_800, 608_400, 612_000].map { Self.thursday + $0 })
            #expect(slots.allSatisfy { $0.endsAt.seconds - $0.startsAt.seconds == 3_000 && $0.roomID == room })
            #expect(slots[0].roomName == "静心室")
            #expect(slots[0].counsellorName == "老师")
        }
    }

    @Test func takesASlotOnce() async throws {
        try await open { school, _ in
            let (one, other) = (school.pupils[0], school.pupils[1])
            let slots = try await one.slots(for: one.student)
            _ = try await one.book(slots[0], for: one.student, "睡不着")
            let refusal = try await failure { try await other.book(slots[0], for: other.student) }
            #expect(refusal?.status == .failedPrecondition)
            let place = "(counsellor \(slots[0].counsellorID), room \(slots[0].roomID))"
            #expect(
                refusal?.message
                    == "the counsellor is booked at that time; free next: 2026-11-05 15:00 \(place), "
                    + "2026-11-05 16:00 \(place), 2026-11-12 14:00 \(place)")
            #expect(try await hour(other.slots(for: other.student)).first == Self.thursday + 3_600)
            // Given up, it is free again.
            let mine = try await one.counselling.listMyAppointments(.init(), one.meta).appointments
            _ = try await one.cancel(mine[0].id)
            #expect(try await other.book(slots[0], for: other.student).state == .requested)
        }
    }

    @Test func oneRoomHoldsOneConversation() async throws {
        try await open { school, room in
            try await school.counsellor.duty(room, of: school.secondCounsellor)
            let (one, other) = (school.pupils[0], school.pupils[1])
            let slots = try await one.slots(for: one.student)
            let first = try #require(slots.first { $0.counsellorID == school.counsellor.id.description })
            let second = try #require(
                slots.first {
                    $0.startsAt == first.startsAt && $0.counsellorID == school.secondCounsellor.id.description
                })
            _ = try await one.book(first, for: one.student)
            let refusal = try await failure { try await other.book(second, for: other.student) }
            #expect(refusal?.message.hasPrefix("the room is booked at that time; free next: 2026-11-05 15:00") == true)
        }
    }

    @Test func aStudentIsInOnePlace() async throws {
        try await open { school, _ in
            let quiet = try await school.counsellor.room(school.school, "第二辅导室")
            try await school.counsellor.duty(quiet, of: school.secondCounsellor)
            let pupil = school.pupils[0]
            let slots = try await school.counsellor.slots(for: pupil.student)
            let there = try #require(slots.first { $0.roomID == quiet })
            let here = try #require(slots.first { $0.roomID != quiet && $0.startsAt == there.startsAt })
            _ = try await pupil.book(here, for: pupil.student)
            let refusal = try await failure { try await pupil.book(there, for: pupil.student) }
            #expect(refusal?.message.hasPrefix("the student has another appointment at that time; ") == true)
            // Who is neither student nor counsellor does not learn from the slots when the student is taken.
            #expect(try await !pupil.slots(for: pupil.student).contains(there))
            #expect(try await !school.counsellor.slots(for: pupil.student).contains(there))
            #expect(try await school.classTeacher.slots(for: pupil.student).contains(there))
        }
    }

    @Test func keepsToTheRoster() async throws {
        try await open { school, _ in
            let pupil = school.pupils[0]
            var slot = try await pupil.slots(for: pupil.student)[0]
            slot.startsAt.seconds += 60
            let refusal = try await failure { try await pupil.book(slot, for: pupil.student) }
            #expect(refusal?.message.hasPrefix("the duty roster has no such slot; free next: 2026-11-05 15:00") == true)
            let timeless = try await failure { [slot] in
                try await pupil.counselling.bookAppointment(
                    .with {
                        $0.studentID = pupil.student.description
                        $0.counsellorID = slot.counsellorID
                        $0.roomID = slot.roomID
                    }, pupil.meta)
            }
            #expect(timeless?.details.fieldViolations.map(\.field) == ["startsAt"])
        }
    }

    @Test func keepsNoticeDistanceAndNumberForAllButCounsellors() async throws {
        try await open { school, _ in
            let pupil = school.pupils[0]
            let far = try await school.counsellor.slots(for: pupil.student, days: 62)
            let last = try #require(far.last)
            // 28 days end on Wednesday 2 December, 08:00.
            #expect(
                try await hour(pupil.slots(for: pupil.student, days: 62)).last == Self.thursday + 3 * 604_800 + 7_200)
            #expect(last.startsAt.seconds > Self.thursday + 4 * 604_800)
            #expect(
                try await failure { try await pupil.book(last, for: pupil.student) }?.message
                    == "slots are booked at most 28 days ahead; choose an earlier one")
            #expect(try await school.counsellor.book(last, for: pupil.student).state == .confirmed)
            let near = try await pupil.slots(for: pupil.student)
            _ = try await pupil.book(near[1], for: pupil.student)
            let third = try await failure { try await pupil.book(near[2], for: pupil.student) }
            #expect(third?.message.hasPrefix("the student has 2 open appointments, the most that there can be") == true)
            // Thursday 13:00:00.001: an hour is not left.
            school.pass(.milliseconds(29 * 3_600_000 + 1))
            let late = try await failure { try await school.pupils[1].book(near[0], for: school.pupils[1].student) }
            #expect(late?.message.hasPrefix("a slot is booked at least 60 minutes before it begins") == true)
            #expect(try await school.counsellor.book(near[0], for: school.pupils[1].student).state == .confirmed)
        }
    }

    @Test func isForThoseWhoAnswerForTheStudent() async throws {
        try await open { school, _ in
            let pupil = school.pupils[0]
            let slots = try await pupil.slots(for: pupil.student)
            for visitor in [school.pupils[1], school.teachers[0], school.stranger, school.pupils[3]] {
                #expect(try await failure { try await visitor.book(slots[0], for: pupil.student) }?.status == .notFound)
                #expect(try await failure { try await visitor.slots(for: pupil.student) }?.status == .notFound)
            }
            #expect(
                try await failure { try await school.supervisor.book(slots[0], for: pupil.student) }?.status
                    == .permissionDenied)
            #expect(try await school.gradeLead.book(slots[0], for: pupil.student).state == .requested)
            // Confirmed at once only where the counsellor's own duty is booked.
            #expect(try await school.secondCounsellor.book(slots[1], for: school.pupils[1].student).state == .requested)
        }
    }

    @Test func aClosedRoomAndARemovedDutyOfferNothing() async throws {
        try await open { school, room in
            let pupil = school.pupils[0]
            let duty = try await school.counsellor.duty(room, of: school.counsellor, weekday: 5)
            #expect(try await pupil.slots(for: pupil.student).count == 12)
            _ = try await school.counsellor.counselling.removeDuty(
                .with { $0.dutyID = duty.id }, school.counsellor.meta)
            #expect(try await pupil.slots(for: pupil.student).count == 6)
            _ = try await school.counsellor.counselling.closeCounsellingRoom(
                .with { $0.roomID = room }, school.counsellor.meta)
            #expect(try await pupil.slots(for: pupil.student).isEmpty)
            let again = try await failure {
                try await school.counsellor.counselling.closeCounsellingRoom(
                    .with { $0.roomID = room }, school.counsellor.meta)
            }
            #expect(again?.message == "the room is closed")
        }
    }

    @Test func anAbsenceSaysWhatIsBooked() async throws {
        try await open { school, _ in
            let (pupil, counsellor) = (school.pupils[0], school.counsellor)
            let slots = try await pupil.slots(for: pupil.student)
            _ = try await pupil.book(slots[0], for: pupil.student)
            let absence = try await counsellor.counselling.addAbsence(
                .with {
                    $0.schoolID = school.school.description
                    $0.counsellorID = counsellor.id.description
                    $0.fromDate = "2026-11-05"
                    $0.untilDate = "2026-11-06"
                }, counsellor.meta)
            #expect(absence.appointmentsAffected == 1)
            #expect(absence.duty.kind == .absence)
            #expect(try await hour(pupil.slots(for: pupil.student)).first == Self.thursday + 604_800)
        }
    }

    @Test(
        arguments: [
            (.with { $0.weekday = 0 }, "weekday"), (.with { $0.weekday = 8 }, "weekday"),
            (.with { $0.starts = "25:00" }, "starts"), (.with { $0.ends = "14:10" }, "ends"),
            (.with { $0.untilDate = "2026-11-03" }, "untilDate"), (.with { $0.fromDate = "bald" }, "fromDate"),
            (.with { $0.kind = .absence }, "kind"), (.with { $0.kind = .dated }, "weekday"),
        ] as [(APIDuty, String)])
    func dutiesAreChecked(_ change: APIDuty, _ field: String) async throws {
        try await open { school, room in
            let refusal = try await failure {
                try await school.counsellor.counselling.addDuty(
                    .with {
                        $0.roomID = room
                        $0.counsellorID = school.counsellor.id.description
                        $0.kind = change.kind == .unspecified ? .weekly : change.kind
                        $0.weekday = field == "weekday" && change.kind == .unspecified ? change.weekday : 4
                        $0.starts = change.starts.isEmpty ? "14:00" : change.starts
                        $0.ends = change.ends.isEmpty ? "17:00" : change.ends
                        $0.fromDate = change.fromDate
                        $0.untilDate = change.untilDate
                    }, school.counsellor.meta)
            }
            #expect(refusal?.details.fieldViolations.map(\.field) == [field])
        }
    }

    @Test func onlyCounsellorsOfTheSchoolAreOnDuty() async throws {
        try await open { school, room in
            for visitor in [school.stranger, school.classTeacher] {
                let refusal = try await failure { try await school.counsellor.duty(room, of: visitor) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["counsellorId"])
            }
            for visitor in [school.classTeacher, school.gradeLead, school.crisisLead] {
                #expect(
                    try await failure { try await visitor.duty(room, of: school.counsellor) }?.status
                        == .permissionDenied)
            }
            #expect(
                try await failure { try await school.stranger.duty(room, of: school.stranger) }?.status == .notFound)
        }
    }
}
