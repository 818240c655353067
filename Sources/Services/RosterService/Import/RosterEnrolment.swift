internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// Enrols the students of a roster, in one transaction.
///
/// The owners' keys are made in memory and stored together when the transaction is committed; until then nothing of the
/// file can be seen, and a process that is killed leaves the import as it was before.
struct RosterEnrolment {
    /// Why the transaction is undone: the file has faults that only the students who are there could show.
    struct Refused: Error {
        let outcome: APIRosterImportOutcome
    }

    private let rosterImport: RosterImportRecord
    private let indexes: StudentIndexes
    private let call: ChangingCall
    private var outcome = APIRosterImportOutcome()

    init(of rosterImport: RosterImportRecord, indexes: StudentIndexes, _ call: ChangingCall) {
        self.rosterImport = rosterImport
        self.indexes = indexes
        self.call = call
    }

    /// Reads the whole file in `walk`, and enrols.
    ///
    /// - Throws: `Refused`, and what the store throws.
    mutating func run(_ walk: inout RosterWalk) throws -> APIRosterImportOutcome {
        var position = 0
        while let piece = try call.transaction.rosterPiece(of: rosterImport.id, at: position) {
            position += piece.count
            walk.append(piece)
            try enrolLines(of: &walk)
        }
        walk.finish()
        try enrolLines(of: &walk)
        walk.noteIfEmpty()
        outcome.take(walk, mode: rosterImport.mode)
        if outcome.state == .refused { throw Refused(outcome: outcome) }
        if outcome.classesMade > 0 { call.unitsChanged() }
        call.count(.students, Int(outcome.enrolled + outcome.updated))
        return outcome
    }

    private mutating func enrolLines(of walk: inout RosterWalk) throws {
        while let line = walk.next() {
            guard case .student(let entry, let place) = line else { continue }
            let made = walk.takeMadeUnits()
            for unit in made { try call.transaction.insert(unit) }
            if !made.isEmpty { call.unitsChanged() }
            if let known = try call.transaction.student(numbered: entry.number.text, in: rosterImport.school, indexes) {
                try update(known, to: entry, at: place)
            } else if try isKnownByNationalID(entry) {
                walk.reject(entry, .nationalID, "another student of the school has it; see which number is right")
            } else {
                try enrol(entry, at: place)
            }
        }
    }

    private mutating func enrol(_ entry: RosterEntry, at place: RosterPlaces.Place) throws {
        let identity = StudentIdentity(entry)
        let student = StudentRecord(
            school: rosterImport.school, id: call.newIdentifier(), schoolClass: place.schoolClass, dorm: place.dorm,
            enrolledAt: call.context.now)
        try call.transaction.insert(IdentifiedStudent(student, identity), indexes: indexes.of(identity))
        try call.transaction.append(
            ArchiveEntry(
                school: student.school, student: student.id, at: call.context.now, id: call.newIdentifier(),
                kind: .enrolment, subject: nil, author: call.context.accountID, summary: "入学建档"))
        outcome.enrolled += 1
    }

    /// What the file does not say stays as it is; who had left is enrolled again.
    private mutating func update(
        _ known: IdentifiedStudent, to entry: RosterEntry, at place: RosterPlaces.Place
    ) throws {
        var student = known.record
        student.schoolClass = place.schoolClass
        student.dorm = place.dorm ?? student.dorm
        if student.state != .suspended {
            student.state = .enrolled
            student.leftAt = nil
        }
        let identity = known.identity.updated(by: StudentIdentity(entry))
        guard student != known.record || identity != known.identity else {
            outcome.unchanged += 1
            return
        }
        if student != known.record { try call.transaction.update(student) }
        if identity != known.identity {
            try call.transaction.updateIdentity(
                of: student.id, in: student.school, identity, indexes: indexes.of(identity))
        }
        outcome.updated += 1
    }

    /// Whether a student of the school with another number has this national id.
    private func isKnownByNationalID(_ entry: RosterEntry) throws -> Bool {
        guard let nationalID = entry.nationalID?.text else { return false }
        return try call.transaction.students(nationalIndex: indexes.nationalID(nationalID)).contains { other in
            other.record.school == rosterImport.school && other.identity.nationalID == nationalID
        }
    }
}

extension APIRosterImportOutcome {
    /// The end of a reading: what was wrong, and whether anybody is enrolled from it.
    mutating func take(_ walk: RosterWalk, mode: RosterImportRecord.Mode) {
        state = walk.isRefused(mode) ? .refused : .done
        faults = walk.faults.kept
        faultCount = UInt32(clamping: walk.faults.count)
        if state == .refused {
            (enrolled, updated, unchanged, classesMade) = (0, 0, 0, 0)
        } else {
            classesMade = UInt32(clamping: walk.places.classesMade)
        }
    }
}
