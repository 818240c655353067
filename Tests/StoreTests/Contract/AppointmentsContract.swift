import Domain
import Store
import Testing

/// Appointments, their notes, and that nobody and no room is booked twice.
@Suite struct AppointmentsContract {
    private struct Room: Sendable {
        let school: Identifier
        let student: Identifier
        let room: Identifier
        let counsellor: Identifier
        let start: Timestamp

        /// Of an hour, so many minutes after the start.
        func appointment(
            _ installation: TestInstallation, minutes: Int = 0, length: Int = 60, student: Identifier? = nil,
            room: Identifier? = nil, counsellor: Identifier? = nil, _ state: AppointmentState = .requested
        ) -> AppointmentRecord {
            let begin = start + .seconds(60 * minutes)
            return AppointmentRecord(
                school: school, id: installation.identifier(), student: student ?? self.student,
                slot: CounsellingSlot(
                    start: begin, end: begin + .seconds(60 * length), counsellor: counsellor ?? self.counsellor,
                    room: room ?? self.room),
                state: state, bookedBy: self.student, bookedAt: installation.now, confirmBy: start,
                texts: .init(request: "想谈谈"))
        }
    }

    private func room(_ installation: TestInstallation) async throws -> (Room, otherRoom: Identifier, other: Identifier)
    {
        let school = installation.identifier()
        let students = (0..<2).map { _ in Samples.student(installation, school: school, schoolClass: nil) }
        let rooms = (0..<2).map { _ in
            CounsellingRoomRecord(
                school: school, id: installation.identifier(), name: "静心室", openedAt: installation.now)
        }
        try await installation.store.write { transaction in
            for student in students { try transaction.insert(student, indexes: .init()) }
            for room in rooms { try transaction.insert(room) }
        }
        let place = Room(
            school: school, student: students[0].record.id, room: rooms[0].id,
            counsellor: installation.identifier(), start: installation.now + .seconds(86_400))
        return (place, rooms[1].id, students[1].record.id)
    }

    /// Whose double booking the database refuses; nothing when it takes it.
    private func refusal(_ installation: TestInstallation, _ appointment: AppointmentRecord) async throws -> String? {
        do {
            try await installation.store.write { try $0.insert(appointment) }
            return nil
        } catch StoreError.constraint(.other, let whose) {
            return whose
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func nobodyIsBookedTwice(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (place, otherRoom, other) = try await room(installation)
        let counsellor = installation.identifier()
        #expect(try await refusal(installation, place.appointment(installation)) == nil)
        let cases: [(AppointmentRecord, String?)] = [
            (place.appointment(installation, minutes: 30, student: other, room: otherRoom), "counsellor"),
            (place.appointment(installation, minutes: 30, student: other, counsellor: counsellor), "room"),
            (place.appointment(installation, minutes: 30, room: otherRoom, counsellor: counsellor), "student"),
            (place.appointment(installation, minutes: -59, student: other, room: otherRoom), "counsellor"),
            // Around it, and within it.
            (place.appointment(installation, minutes: -10, length: 80, student: other, room: otherRoom), "counsellor"),
            (place.appointment(installation, minutes: 10, length: 10, student: other, room: otherRoom), "counsellor"),
            // Before and behind it.
            (place.appointment(installation, minutes: -60), nil),
            (place.appointment(installation, minutes: 60), nil),
            // With everything else, at the same time.
            (place.appointment(installation, student: other, room: otherRoom, counsellor: counsellor), nil),
        ]
        for (appointment, whose) in cases { #expect(try await refusal(installation, appointment) == whose) }
    }

    @Test(
        arguments: EngineUnderTest.allCases,
        [
            (.requested, true), (.confirmed, true), (.checkedIn, true), (.completed, true), (.cancelled, false),
            (.noShow, false),
        ] as [(AppointmentState, Bool)])
    func whatIsOverTakesNoTime(_ engine: EngineUnderTest, _ state: (state: AppointmentState, takes: Bool)) async throws
    {
        let installation = try engine.install()
        let (place, _, _) = try await room(installation)
        var first = place.appointment(installation, state.state)
        #expect(try await refusal(installation, first) == nil)
        let second = place.appointment(installation)
        #expect(try await refusal(installation, second) == (state.takes ? "counsellor" : nil))
        guard !state.takes else { return }
        // And it does not come back over what was booked since.
        first.state = .confirmed
        let back = first
        await #expect(throws: StoreError.constraint(.other, "counsellor")) {
            try await installation.store.write { try $0.update(back) }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func aMoveMeetsWhatIsThere(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (place, _, other) = try await room(installation)
        let first = place.appointment(installation)
        var second = place.appointment(installation, minutes: 120, student: other)
        #expect(try await refusal(installation, first) == nil)
        #expect(try await refusal(installation, second) == nil)
        // Over itself it can move.
        second.start = place.start + .seconds(60 * 90)
        second.end = place.start + .seconds(60 * 150)
        let alongside = second
        try await installation.store.write { try $0.update(alongside) }
        second.start = place.start + .seconds(60 * 59)
        let into = second
        await #expect(throws: StoreError.constraint(.other, "counsellor")) {
            try await installation.store.write { try $0.update(into) }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func isReadAsItWasStored(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (place, _, _) = try await room(installation)
        var appointment = place.appointment(installation, .completed)
        try await installation.store.write { [appointment] in try $0.insert(appointment) }
        appointment.texts = .init(
            request: "想谈谈", cancelReason: "生病", followUpOutcome: "好转", feedback: "有帮助", rating: 5)
        appointment.followUpAt = installation.now + .seconds(1)
        appointment.feedbackAt = installation.now + .seconds(2)
        appointment.notesBy = installation.now + .seconds(3)
        appointment.sequence = 4
        let stored = appointment
        try await installation.store.write { (transaction) throws -> Void in
            try transaction.update(stored)
            #expect(try transaction.appointment(stored.id) == stored)
            #expect(try transaction.counsellingNotesVersions(of: stored) == 0)
            for version in 1...3 {
                try transaction.append(
                    CounsellingNotesRecord(
                        version: version, author: stored.counsellor, at: installation.now, text: "第\(version)版"),
                    to: stored)
            }
            #expect(try transaction.counsellingNotes(of: stored).map(\.text) == ["第3版", "第2版", "第1版"])
            #expect(try transaction.counsellingNotesVersions(of: stored) == 3)
            #expect(try transaction.appointmentsWithoutNotes(ofSchool: place.school, limit: 9).isEmpty)
            #expect(try transaction.appointmentsToFollowUp(ofSchool: place.school, limit: 9) == [stored])
        }
        await #expect(throws: StoreError.self) {
            try await installation.store.write { transaction in
                try transaction.append(
                    CounsellingNotesRecord(version: 2, author: stored.counsellor, at: installation.now, text: "改"),
                    to: stored)
            }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func aStudentHasOneMentor(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (place, _, _) = try await room(installation)
        let mentor = Samples.account(installation)
        let grant = GrantRecord(
            id: installation.identifier(), account: mentor.id, role: .mentor, scopeKind: "student",
            scope: place.student, startsAt: installation.now, state: .approved, requestedBy: mentor.id,
            requestedAt: installation.now)
        @Sendable func mentorship(_ id: Identifier) -> MentorshipRecord {
            MentorshipRecord(
                school: place.school, id: id, student: place.student, mentor: mentor.id, grant: grant.id,
                reasons: .init(assigned: "班里推荐"), assignedBy: .installation, since: installation.now,
                contactDueAt: installation.now + .seconds(60))
        }
        let (first, second) = (mentorship(installation.identifier()), mentorship(installation.identifier()))
        try await installation.store.write { transaction in
            try transaction.insert(mentor)
            try transaction.insert(grant)
            try transaction.insert(first)
            #expect(try transaction.mentorship(first.id) == first)
            #expect(try transaction.studentsWithoutMentor(ofSchool: place.school).count == 1)
        }
        await #expect(throws: StoreError.self) { try await installation.store.write { try $0.insert(second) } }
        try await installation.store.write { transaction in
            var ended = first
            ended.endedAt = installation.now
            ended.reasons.ended = "换导师"
            try transaction.update(ended)
            #expect(try transaction.mentorship(first.id) == ended)
            try transaction.insert(second)
            #expect(try transaction.openMentorship(ofStudent: place.student) == second)
        }
    }
}
