import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// The counselling room, mentors, day reports, and the network's gaps.
extension Year {
    // MARK: - Appointments

    /// Teachers book for students whom they worry about, and for some others.
    func book() async throws {
        let worried = troubles.keys.sorted().compactMap { id in pupils.first { $0.id == id } }
        for pupil in dice.some(1, of: worried) + dice.some(1, of: pupils) {
            guard let teacher = staff.teachers[pupil.schoolClass] else { continue }
            let service = CounsellingServiceClient(teacher)
            await attempt("appointments booked") {
                let slots = try await service.listFreeSlots(
                    .with {
                        $0.studentID = pupil.id
                        $0.days = 7
                        $0.limit = 40
                    }
                ).slots
                guard let slot = self.dice.one(of: slots) else { return }
                _ = try await service.bookAppointment(
                    .with {
                        $0.studentID = pupil.id
                        $0.counsellorID = slot.counsellorID
                        $0.roomID = slot.roomID
                        $0.startsAt = slot.startsAt
                        $0.request = "近来睡不好"
                    })
            }
        }
    }

    func confirm(_ id: String, as person: Person) async throws {
        _ = try await CounsellingServiceClient(person).confirmAppointment(.with { $0.appointmentID = id })
        tally.add("appointments confirmed")
    }

    func hold(_ id: String, as person: Person) async throws {
        let service = CounsellingServiceClient(person)
        let appointment = try await service.getAppointment(.with { $0.appointmentID = id }).appointment
        let present = now.milliseconds / 1_000
        guard appointment.startsAt.seconds <= present else { return }
        if appointment.state == .confirmed {
            guard dice.happens(85), appointment.endsAt.seconds > present else {
                _ = try await service.markNoShow(.with { $0.appointmentID = id })
                tally.add("no-shows")
                return
            }
            _ = try await service.checkInAppointment(.with { $0.appointmentID = id })
        }
        let isFollowed = dice.happens(30)
        _ = try await service.completeAppointment(
            .with {
                $0.appointmentID = id
                if isFollowed { $0.followUpOn = self.day(after: 14) }
            })
        tally.add("appointments held")
    }

    func writeNotes(_ id: String, as person: Person) async throws {
        _ = try await CounsellingServiceClient(person).writeInterviewNotes(
            .with {
                $0.appointmentID = id
                $0.text = "睡眠改善，情绪尚可"
            })
        tally.add("interview notes")
    }

    func followUpAppointment(_ id: String, as person: Person) async throws {
        _ = try await CounsellingServiceClient(person).recordFollowUp(
            .with {
                $0.appointmentID = id
                $0.outcome = "状态平稳"
            })
        tally.add("appointments followed up")
    }

    // MARK: - Mentors

    /// The priority groups come first; the rest as far as mentors have room.
    func assignMentors() async throws {
        guard let counsellor = staff.counsellors.first else { return }
        let service = MentoringServiceClient(counsellor)
        let proposal = try await service.proposeMentors(.with { $0.unitID = school })
        guard !proposal.proposals.isEmpty else { return }
        await attempt("mentors applied") {
            let applied = try await service.applyMentors(
                .with {
                    $0.unitID = self.school
                    $0.fingerprint = proposal.fingerprint
                })
            self.tally.add("mentorships", Int(applied.assigned))
        }
    }

    func logContact(_ item: APIDueItem, as person: Person) async throws {
        _ = try await MentoringServiceClient(person).logContact(
            .with {
                $0.studentID = item.studentID
                $0.form = .talk
                $0.topics = [.study, .feelings]
                $0.contactedAt = Google_Protobuf_Timestamp(self.now)
                $0.content = "谈了近期学习和睡眠"
            })
        tally.add("mentor contacts")
    }

    // MARK: - The network

    func sendReport(_ unit: String, as person: Person) async throws {
        _ = try await NetworkReportServiceClient(person).sendDayReport(
            .with {
                $0.unitID = unit
                $0.nothingToReport = true
            })
        tally.add("zero reports")
    }

    /// What was left out is found by those who look, and made good.
    func fillGaps() async throws {
        guard let lead = staff.crisisLeads.first else { return }
        let gaps = try await NetworkServiceClient(lead).listGaps(.with { $0.unitID = school }).gaps
        tally.add("gaps found", gaps.count)
        let ways = installation.ways
        let office = Appointments(registrar: staff.registrar, officer: staff.officer, home: school) {
            Person($0, $1, account: $2, on: ways.line, ways.witness, clock: ways.clock)
        }
        for gap in gaps {
            guard let name = classes.first(where: { $0.value == gap.unitID })?.key else { continue }
            switch gap.kind {
            case .nobody:
                if let teacher = staff.teachers[name] { try await self.name(teacher.account, for: gap.unitID) }
            case .tooFewPeerObservers:
                for seat in gap.present..<gap.required {
                    staff.peers[name, default: []].append(
                        try await office.appoint(
                            "buweiyuan-\(gap.unitID.prefix(8))-\(seat)", .peerObserver, in: gap.unitID))
                }
            default: continue
            }
            tally.add("gaps filled")
        }
        let left = try await NetworkServiceClient(lead).listGaps(.with { $0.unitID = school }).gaps
        guard left.isEmpty else { throw YearFailure("gaps are left: \(left.map(\.kind))") }
        neglected = []
    }
}
