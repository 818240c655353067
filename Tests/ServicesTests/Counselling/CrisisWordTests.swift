import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

/// What people write to the counselling room is read for crisis words at once: a counsellor may see the appointment only
/// days later.
@Suite("Crisis words in the counselling room")
struct CrisisWordTests {
    private func signals(_ school: CounsellingSchool, as reader: Visitor) async throws -> [APISignal] {
        try await reader.signals.listSignals(
            .with {
                $0.unitID = school.school.description
                $0.states = [.received, .warned, .setAside]
            }, reader.meta
        ).signals
    }

    private func open(_ body: (CounsellingSchool, [APIFreeSlot]) async throws -> Void) async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            try await body(school, try await school.pupils[0].slots(for: school.pupils[0].student))
        }
    }

    @Test func aRequestWithOneRaisesAWarningInTheSameBreath() async throws {
        try await open { school, slots in
            let pupil = school.pupils[0]
            _ = try await pupil.book(slots[0], for: pupil.student, "最近不想活了，想找人说说")
            let told = try #require(try await signals(school, as: school.counsellor).first)
            #expect(told.kind == .freeText)
            #expect(told.state == .warned)
            #expect(told.studentID == pupil.student.description)
            #expect(told.facts.contains("free_text.word=suicide"))
            #expect(!told.warningID.isEmpty)
            // The words themselves are the counsellors' to read, in the appointment; a crisis lead reads signals too.
            #expect(told.text == "预约留言中出现危机词，原文见该处")
            #expect(try await !signals(school, as: school.crisisLead).contains { $0.text.contains("想找人") })
        }
    }

    @Test func aTeacherWhoBooksForAStudentIsReadAsWell() async throws {
        try await open { school, slots in
            let student = school.pupils[0].student
            _ = try await school.classTeacher.book(slots[0], for: student, "手臂上有自伤痕迹")
            #expect(try await signals(school, as: school.counsellor).map(\.state) == [.warned])
        }
    }

    @Test func whatIsSaidOnCancellingAndAfterwards() async throws {
        try await open { school, slots in
            let pupil = school.pupils[0]
            let first = try await pupil.book(slots[0], for: pupil.student, "睡不着")
            _ = try await pupil.cancel(first.id, "不想活了，去不去都一样")
            #expect(try await signals(school, as: school.counsellor).map(\.text) == ["取消预约的说明中出现危机词，原文见该处"])
            let id = try await pupil.book(slots[1], for: pupil.student).id
            _ = try await school.counsellor.confirm(id)
            let start = Timestamp(milliseconds: slots[1].startsAt.seconds * 1_000)
            school.pass(start - school.clock.now())
            _ = try await school.counsellor.checkIn(id)
            _ = try await school.counsellor.complete(id)
            _ = try await pupil.counselling.giveAppointmentFeedback(
                .with {
                    $0.appointmentID = id
                    $0.rating = 2
                    $0.text = "谈完还是想轻生"
                }, pupil.meta)
            let texts = try await signals(school, as: school.counsellor).map(\.text)
            #expect(Set(texts) == ["取消预约的说明中出现危机词，原文见该处", "辅导反馈中出现危机词，原文见该处"])
        }
    }

    @Test func nothingIsKeptOfATextWithoutOne() async throws {
        try await open { school, slots in
            let pupil = school.pupils[0]
            let id = try await pupil.book(slots[0], for: pupil.student, "睡不着").id
            _ = try await pupil.cancel(id, "感冒了")
            #expect(try await signals(school, as: school.counsellor).isEmpty)
        }
    }
}
