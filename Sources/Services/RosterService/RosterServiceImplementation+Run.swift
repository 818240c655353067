internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension RosterServiceImplementation {
    /// Reads the file twice: once to find what is wrong with it while others read and write, and then, in one
    /// transaction, to enrol.
    ///
    /// An import that has ended answers its outcome again.
    public func runRosterImport(
        _ request: APIRunRosterImportRequest, _ call: RunningCall,
        _ send: @Sendable (APIRosterImportProgress) async throws -> Void
    ) async throws {
        let id = try Identifier(request.importID, field: "importId")
        let rosterImport = try await call.read { try $0.transaction.rosterImportInFull(id) }
        if let outcome = try rosterImport.readOutcome() {
            return try await send(.with { $0.outcome = outcome })
        }
        guard rosterImport.byteCount > 0 else {
            throw RPCError.failedPrecondition("nothing was received yet; append the file first")
        }
        let survey = try await survey(rosterImport, call, send)
        var refusal = APIRosterImportOutcome()
        refusal.take(survey, mode: rosterImport.mode)
        let outcome =
            refusal.state == .refused
            ? try await refuse(rosterImport, refusal, call) : try await enrol(rosterImport, call)
        try await send(
            .with {
                $0.linesRead = UInt32(clamping: survey.linesRead)
                $0.outcome = outcome
            })
    }

    /// The first reading, which writes nothing.
    private func survey(
        _ rosterImport: RosterImportRecord, _ call: RunningCall,
        _ send: @Sendable (APIRosterImportProgress) async throws -> Void
    ) async throws -> RosterWalk {
        var walk = try await call.read { [self] reading in
            try beginWalk(of: rosterImport, reading, random: call.random)
        }
        var position = 0
        var reported = 0
        while true {
            let next = position
            let piece = try await call.read { try $0.transaction.rosterPiece(of: rosterImport.id, at: next) }
            if let piece { walk.append(piece) } else { walk.finish() }
            while walk.next() != nil {
                guard walk.linesRead - reported >= limits.linesPerReport else { continue }
                reported = walk.linesRead
                try await send(.with { $0.linesRead = UInt32(clamping: reported) })
            }
            guard let piece, !walk.isUnreadable else { break }
            position += piece.count
        }
        walk.noteIfEmpty()
        return walk
    }

    private func enrol(_ rosterImport: RosterImportRecord, _ call: RunningCall) async throws -> APIRosterImportOutcome {
        do {
            return try await call.write { [self] changing in
                try finish(rosterImport, changing) {
                    var walk = try beginWalk(of: rosterImport, changing.reading, random: changing.random)
                    var enrolment = RosterEnrolment(of: rosterImport, indexes: indexes, changing)
                    return try enrolment.run(&walk)
                }
            }
        } catch let refused as RosterEnrolment.Refused {
            return try await refuse(rosterImport, refused.outcome, call)
        }
    }

    private func refuse(
        _ rosterImport: RosterImportRecord, _ outcome: APIRosterImportOutcome, _ call: RunningCall
    ) async throws -> APIRosterImportOutcome {
        try await call.write { [self] changing in try finish(rosterImport, changing) { outcome } }
    }

    /// Keeps what `work` came to. Of two who run the same import, the second gets the outcome of the first.
    private func finish(
        _ rosterImport: RosterImportRecord, _ call: ChangingCall, _ work: () throws -> APIRosterImportOutcome
    ) throws -> APIRosterImportOutcome {
        let present = try call.transaction.rosterImportInFull(rosterImport.id)
        if let outcome = try present.readOutcome() { return outcome }
        // A piece that came after the first reading belongs to a file that nobody has looked through.
        guard present.byteCount == rosterImport.byteCount else {
            throw RPCError.aborted("the file has grown meanwhile; run the import again")
        }
        let outcome = try work()
        _ = try call.transaction.finishRosterImport(
            rosterImport.id, as: outcome.state == .done ? .applied : .refused, outcome: outcome.serializedBytes())
        return outcome
    }

    private func beginWalk(
        of rosterImport: RosterImportRecord, _ call: ReadingCall, random: any RandomSource
    ) throws -> RosterWalk {
        let school = try call.transaction.openUnit(rosterImport.school)
        guard let stage = school.stage.map({ SchoolStage($0) }) else {
            throw RPCError.failedPrecondition("the school has no stage")
        }
        let places = RosterPlaces(
            of: school, stage: stage, units: try call.transaction.unitSubtree(of: school.id), random: random,
            at: call.context.now)
        return RosterWalk(
            of: rosterImport, places: places, stage: stage,
            today: CalendarDate(of: call.context.now, offset: limits.zone))
    }
}
