import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// Students leave: to another school, with their archive; without it; and of one, all is erased.
extension Year {
    func openOtherSchool() async throws {
        let id = try await makeUnit(.school, "向阳中学", in: county)
        let grade = try await makeUnit(.grade, "八年级", in: id, grade: 8)
        let schoolClass = try await makeUnit(.class, "八年级1班", in: grade, grade: 8)
        let ways = installation.ways
        let office = Appointments(registrar: staff.registrar, officer: staff.officer, home: id) {
            Person($0, $1, account: $2, on: ways.line, ways.witness, clock: ways.clock)
        }
        let counsellor = try await office.appoint("xiangyang", .counsellor, in: id)
        // A first password is good for some days only.
        _ = try await SessionServiceClient(counsellor).whoAmI(.init())
        other = OtherSchool(id: id, schoolClass: schoolClass, counsellor: counsellor)
        // Each school has the other's card, and has heard its fingerprint.
        let service = ArchiveTransferServiceClient(staff.registrar)
        for (school, partner) in [(school, id), (id, school)] {
            let card = try await service.getSchoolCard(.with { $0.schoolID = partner })
            _ = try await service.addPartnerSchool(
                .with {
                    $0.schoolID = school
                    $0.card = card.card
                    $0.fingerprint = card.school.fingerprint
                })
        }
    }

    private func makeUnit(
        _ kind: APIUnitKind, _ name: String, in parent: String, grade: UInt32 = 0
    ) async throws -> String {
        let response = try await UnitServiceClient(staff.registrar).createUnit(
            .with {
                $0.parentID = parent
                $0.kind = kind
                $0.stage = .junior
                $0.name = name
                $0.grade = grade
            })
        return response.unit.id
    }

    // MARK: - To another school

    /// - Parameters:
    ///   - isCut: whether the power fails in the midst of it.
    ///   - late: how many of the receipts come later.
    func moveAway(_ count: Int, isCut: Bool = false, late: Int = 0) async throws {
        guard let other else { return }
        try await goOn(to: 8)
        let installation = installation
        let moves = leaving(count).enumerated().map { index, pupil in
            Move(
                student: pupil.id, sender: staff.counsellors[index % staff.counsellors.count], other: other,
                clock: installation.clock)
        }
        let cut = installation.witness.count + 5
        let crash = Task { if isCut { try await installation.crash(afterCalls: cut) } }
        var arrivals = try await withThrowingTaskGroup(of: Move.Arrival.self) { group in
            for move in moves { group.addTask { try await move.handOver() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await crash.value
        if isCut {
            try await checkAcknowledged()
            tally.add("crashes")
        }
        for _ in 0..<min(late, arrivals.count) { receiptsToCome.append(arrivals.removeLast()) }
        for arrival in arrivals { try await settle(arrival) }
        forget(Set(moves.map(\.student)))
    }

    /// What came late; until then both schools have had the student.
    func takeLateReceipts() async throws {
        try await goOn(to: 8)
        for arrival in receiptsToCome {
            try await settle(arrival)
            tally.add("receipts that came late")
        }
        receiptsToCome = []
    }

    private func settle(_ arrival: Move.Arrival) async throws {
        try await arrival.settle()
        tally.add("archives moved")
    }

    /// Half of them are known to the counselling room.
    private func leaving(_ count: Int) -> [Pupil] {
        let (known, others) = (
            pupils.filter { troubles[$0.id] != nil }, pupils.filter { troubles[$0.id] == nil && !$0.id.isEmpty }
        )
        let chosen = dice.some(count / 2, of: known)
        return chosen + dice.some(count - chosen.count, of: others)
    }

    /// Nobody here has to do with them any more.
    private func forget(_ students: Set<String>) {
        pupils.removeAll { students.contains($0.id) }
        for student in students {
            troubles[student] = nil
            baselines[student] = nil
        }
    }

    // MARK: - Without an archive

    func leaveWithoutTransfer(_ count: Int) async throws {
        try await goOn(to: 8)
        for pupil in leaving(count) {
            _ = try await DataRightsServiceClient(staff.registrar).recordLeaving(
                .with {
                    $0.studentID = pupil.id
                    $0.leftOn = self.today.description
                })
            left.append(pupil.id)
            tally.add("left without a transfer")
        }
        forget(Set(left))
    }

    /// A guardian asks for it: the registrar writes it down, the security officer confirms it.
    func eraseOne() async throws {
        try await goOn(to: 8)
        guard let student = left.first else { return }
        let asked = try await DataRightsServiceClient(staff.registrar).requestErasure(
            .with {
                $0.studentID = student
                $0.ground = .guardianRequest
                $0.reason = "监护人书面申请"
            }
        ).erasure
        let officer = DataRightsServiceClient(staff.officer)
        let waiting = try await officer.listErasures(.init()).erasures
        guard waiting.map(\.id) == [asked.id] else { throw YearFailure("the erasure does not wait for its word") }
        let done = try await officer.confirmErasure(
            .with {
                $0.studentID = student
                $0.erasureID = asked.id
            }
        ).erasure
        guard done.rows > 0, done.keys > 0 else { throw YearFailure("nothing was erased") }
        tally.add("erasures")
    }
}
