import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import Testing
import XinyuAPI

@Suite("What is kept of counselling, and who sees it")
struct CounsellingRecordTests {
    /// An appointment that has been held, Thursday 14:00 to 14:50.
    private func held(
        _ body: (CounsellingSchool, Visitor, String) async throws -> Void
    ) async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            let pupil = school.pupils[0]
            let id = try await pupil.book(try await pupil.slots(for: pupil.student)[0], for: pupil.student, "睡不着").id
            _ = try await school.counsellor.confirm(id)
            school.pass(.seconds(30 * 3_600))
            _ = try await school.counsellor.checkIn(id)
            _ = try await school.counsellor.complete(id)
            try await body(school, pupil, id)
        }
    }

    @Test func notesKeepTheirVersions() async throws {
        try await held { school, _, id in
            let (one, other) = (school.counsellor, school.secondCounsellor)
            #expect(try await one.write("初稿", of: id) == 1)
            let stale = try await failure { try await other.write("另写", of: id) }
            #expect(stale?.status == .aborted)
            #expect(stale?.message == "there are 1 versions by now: read the newest, and write on it")
            school.pass(.seconds(60))
            #expect(try await other.write("补充", of: id, after: 1) == 2)
            let notes = try await one.notes(id)
            #expect(notes.map(\.text) == ["补充", "初稿"])
            #expect(notes.map(\.authorID) == [other.id, one.id].map(\.description))
            #expect(try await one.appointment(id).notesVersions == 2)
        }
    }

    @Test func notesAreForCounsellorsOfTheSchool() async throws {
        try await held { school, pupil, id in
            _ = try await school.counsellor.write("初稿", of: id)
            for visitor in [school.classTeacher, school.gradeLead, school.crisisLead, school.supervisor, pupil] {
                #expect(try await failure { try await visitor.notes(id) }?.status == .permissionDenied)
                #expect(
                    try await failure { try await visitor.write("x", of: id, after: 1) }?.status == .permissionDenied)
            }
            #expect(try await failure { try await school.stranger.notes(id) }?.status == .notFound)
            let unexplained = try await failure {
                try await school.counsellor.counselling.getInterviewNotes(
                    .with { $0.appointmentID = id }, CallMeta(authorization: school.counsellor.meta.authorization))
            }
            #expect(unexplained?.details.fieldViolations.map(\.field) == ["meta.purpose"])
        }
    }

    @Test func notesAreOfWhatWasHeld() async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            let pupil = school.pupils[0]
            let id = try await pupil.book(try await pupil.slots(for: pupil.student)[0], for: pupil.student).id
            #expect(
                try await failure { try await school.counsellor.write("x", of: id) }?.message
                    == "notes are written of an appointment that is checked in or completed; this one is requested")
        }
    }

    @Test func aClassTeacherLearnsThatThereIsABookingAndNoMore() async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            let pupil = school.pupils[0]
            let id = try await pupil.book(try await pupil.slots(for: pupil.student)[0], for: pupil.student, "睡不着").id
            func list(_ visitor: Visitor, _ unit: Identifier) async throws -> APIListAppointmentsResponse {
                try await visitor.counselling.listAppointments(.with { $0.unitID = unit.description }, visitor.meta)
            }
            for (visitor, unit) in [(school.classTeacher, school.classes[0]), (school.gradeLead, school.grade)] {
                let seen = try await list(visitor, unit)
                let existing = APIAppointment.with {
                    $0.id = id
                    $0.studentID = pupil.student.description
                    $0.studentName = "学生0"
                }
                #expect(seen.appointments == [existing])
                #expect(try await visitor.appointment(id) == existing)
                for request in [
                    APIListAppointmentsRequest.with { $0.states = [.confirmed] }, .with { $0.fromDate = "2026-11-05" },
                    .with { $0.untilDate = "2026-11-05" },
                ] {
                    var filtered = request
                    filtered.unitID = unit.description
                    let refusal = try await failure { [filtered] in
                        try await visitor.counselling.listAppointments(filtered, visitor.meta)
                    }
                    #expect(refusal?.details.fieldViolations.map(\.field) == ["states"])
                }
            }
            #expect(
                try await failure { try await list(school.teachers[0], school.classes[0]) }?.status == .notFound)
            #expect(try await list(school.teachers[0], school.classes[1]).appointments.isEmpty)
            let full = try #require(try await list(school.counsellor, school.school).appointments.first)
            #expect(full.request == "睡不着")
            #expect(full.state == .requested)
            // What is over is no booking any more.
            _ = try await pupil.cancel(id)
            #expect(try await list(school.classTeacher, school.classes[0]).appointments.isEmpty)
        }
    }

    @Test func listsGoPageByPageByTheirStart() async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            let slots = try await school.counsellor.slots(for: school.pupils[0].student, days: 30)
            var ids: [String] = []
            for slot in slots.prefix(5) {
                ids.append(try await school.counsellor.book(slot, for: school.pupils[0].student).id)
            }
            _ = try await school.counsellor.cancel(ids[2], "生病")
            func page(_ token: String, _ states: [APIAppointmentState], until: String = "") async throws -> (
                [String], String
            ) {
                let response = try await school.counsellor.counselling.listAppointments(
                    .with {
                        $0.unitID = school.school.description
                        $0.states = states
                        $0.untilDate = until
                        $0.page.size = 2
                        $0.page.token = token
                    }, school.counsellor.meta)
                return (response.appointments.map(\.id), response.nextPage)
            }
            let (first, next) = try await page("", [.confirmed, .cancelled])
            let (second, third) = try await page(next, [.confirmed, .cancelled])
            let (last, end) = try await page(third, [.confirmed, .cancelled])
            #expect(first + second + last == ids)
            #expect(end.isEmpty)
            #expect(try await page("", []).0 == [ids[0], ids[1]])
            #expect(try await page("", [.confirmed], until: "2026-11-04").0.isEmpty)
            #expect(
                try await failure { try await page("x", []) }?.details.fieldViolations.map(\.field) == ["page.token"])
        }
    }

    @Test func aStudentSeesTheOwnAndGivesFeedbackOnce() async throws {
        try await held { school, pupil, id in
            func give(_ visitor: Visitor, _ rating: UInt32) async throws -> APIBookedAppointment {
                try await visitor.counselling.giveAppointmentFeedback(
                    .with {
                        $0.appointmentID = id
                        $0.rating = rating
                        $0.text = "有帮助"
                    }, visitor.meta
                ).appointment
            }
            #expect(try await failure { try await give(school.pupils[1], 5) }?.status == .notFound)
            #expect(try await failure { try await give(school.counsellor, 5) }?.status == .permissionDenied)
            for rating in [UInt32(0), 6] {
                #expect(
                    try await failure { try await give(pupil, rating) }?.details.fieldViolations.map(\.field)
                        == ["rating"])
            }
            #expect(try await give(pupil, 5).feedbackGiven)
            #expect(try await failure { try await give(pupil, 1) }?.status == .alreadyExists)
            let own = try await pupil.counselling.listMyAppointments(.init(), pupil.meta).appointments
            #expect(own.map(\.id) == [id])
            #expect(own[0].state == .completed)
            #expect(own[0].roomName == "静心室")
            #expect(
                try await school.pupils[1].counselling.listMyAppointments(.init(), school.pupils[1].meta).appointments
                    .isEmpty)
            let seen = try await school.counsellor.appointment(id)
            #expect(seen.feedbackRating == 5)
            #expect(seen.feedbackText == "有帮助")
        }
    }

    @Test func isTrackedUntilSomebodyHasLooked() async throws {
        try await held { school, _, id in
            let counsellor = school.counsellor
            func record(_ outcome: String, next: String = "") async throws -> APIAppointment {
                try await counsellor.counselling.recordFollowUp(
                    .with {
                        $0.appointmentID = id
                        $0.outcome = outcome
                        $0.nextOn = next
                    }, counsellor.meta
                ).appointment
            }
            func set(_ date: String) async throws -> APIAppointment {
                try await counsellor.counselling.setFollowUp(
                    .with {
                        $0.appointmentID = id
                        $0.on = date
                    }, counsellor.meta
                ).appointment
            }
            #expect(try await failure { try await record("好转") }?.status == .failedPrecondition)
            #expect(
                try await failure { try await set("2026-11-05") }?.details.fieldViolations.map(\.field) == ["on"])
            #expect(try await set("2026-11-12").followUpOn == "2026-11-12")
            #expect(try await record("好转", next: "2026-11-19").followUpOn == "2026-11-19")
            school.pass(.seconds(86_400))
            let last = try await record("稳定")
            #expect(last.followUpOn.isEmpty)
            #expect(last.followUpOutcome == "2026-11-05 好转\n2026-11-06 稳定")
        }
    }

    @Test func theDayShowsWhatIsToBeDone() async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            let (pupil, one, other) = (school.pupils[0], school.counsellor, school.secondCounsellor)
            let id = try await pupil.book(try await pupil.slots(for: pupil.student)[0], for: pupil.student).id
            #expect(try await one.today().map(\.kind) == [.confirmAppointment])
            #expect(try await other.today().isEmpty)
            #expect(try await pupil.today().map(\.kind) == [.holdAppointment])
            #expect(try await school.classTeacher.today().isEmpty)
            // A day later nobody has answered: the colleague sees it, too.
            school.pass(.seconds(86_401))
            #expect(try await other.today().map(\.kind) == [.confirmAppointment])
            #expect(try await other.today().map(\.urgency) == [.overdue])
            _ = try await one.confirm(id)
            #expect(try await one.today().map(\.kind) == [.holdAppointment])
            school.pass(.seconds(6 * 3_600))
            _ = try await one.checkIn(id)
            _ = try await one.complete(id, followUpOn: "2026-11-09")
            let kinds = try await one.today().map(\.kind)
            #expect(Set(kinds) == [.writeInterviewNotes, .followUp])
            #expect(try await pupil.today().isEmpty)
            _ = try await one.write("记录", of: id)
            #expect(try await one.today().map(\.kind) == [.followUp])
        }
    }

    @Test func theCalendarNamesNobody() async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school, "静心室, 东楼")
            try await school.counsellor.duty(room, of: school.counsellor)
            let pupil = school.pupils[0]
            let slots = try await pupil.slots(for: pupil.student)
            let id = try await pupil.book(slots[0], for: pupil.student).id
            let expected = [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Xinyu//Counselling room//EN", "CALSCALE:GREGORIAN",
                "BEGIN:VEVENT", "UID:\(id)@xinyu", "DTSTAMP:20261104T000000Z", "SEQUENCE:0",
                "DTSTART:20261105T060000Z", "DTEND:20261105T065000Z", "SUMMARY:Appointment",
                #"LOCATION:静心室\, 东楼"#, "STATUS:TENTATIVE", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR", "",
            ].joined(separator: "\r\n")
            for visitor in [school.counsellor, pupil] {
                #expect(try await visitor.counselling.exportCalendar(.init(), visitor.meta).calendar == expected)
            }
            for visitor in [school.secondCounsellor, school.pupils[1]] {
                let empty = try await visitor.counselling.exportCalendar(.init(), visitor.meta).calendar
                #expect(!empty.contains("VEVENT"))
            }
            #expect(
                try await failure {
                    try await school.classTeacher.counselling.exportCalendar(.init(), school.classTeacher.meta)
                }?.status == .permissionDenied)
            _ = try await school.counsellor.confirm(id)
            _ = try await pupil.cancel(id)
            let changed = try await pupil.counselling.exportCalendar(.init(), pupil.meta).calendar
            #expect(changed.contains("SEQUENCE:2\r\n"))
            #expect(changed.contains("STATUS:CANCELLED\r\n"))
        }
    }

    @Test func statisticsHideSmallNumbersFromTheSupervisor() async throws {
        try await held { school, _, _ in
            func statistics(_ visitor: Visitor, _ unit: Identifier, term: UInt32 = 1) async throws
                -> APIGetCounsellingStatisticsResponse
            {
                try await visitor.counselling.getCounsellingStatistics(
                    .with {
                        $0.unitID = unit.description
                        $0.schoolYear = 2_026
                        $0.term = term
                    }, visitor.meta)
            }
            let full = try await statistics(school.counsellor, school.school)
            #expect(full.fromDate == "2026-09-01")
            #expect(full.untilDate == "2027-02-14")
            #expect(full.schools.map(\.schoolID) == [school.school.description])
            #expect(full.total.completed.appointments == 1)
            #expect(full.total.noShowPermille == 0)
            // Wednesday 08:00 to Thursday 14:00.
            #expect(full.total.medianWaitMinutes == 1_800)
            let hidden = try await statistics(school.supervisor, school.school)
            #expect(hidden.total.all.suppressed)
            #expect(hidden.schools.map(\.completed.suppressed) == [true])
            #expect(hidden.schools.map(\.completed.appointments) == [0])
            #expect(!hidden.total.hasMedianWaitMinutes)
            #expect(try await statistics(school.counsellor, school.school, term: 2).total.all.appointments == 0)
            #expect(
                try await failure { try await statistics(school.counsellor, school.school, term: 3) }?.details
                    .fieldViolations.map(\.field) == ["term"])
            #expect(
                try await failure { try await statistics(school.counsellor, school.classes[0]) }?.details
                    .fieldViolations.map(\.field) == ["unitId"])
            #expect(
                try await failure { try await statistics(school.classTeacher, school.classes[0]) }?.status
                    == .permissionDenied)
        }
    }
}
