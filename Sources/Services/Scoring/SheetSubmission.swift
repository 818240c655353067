internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store

/// A sheet on its way into the store: read once, scored in a batch with others, written once.
struct SheetSubmission: Sendable {
    /// What the store says to answers that have come.
    enum Admission: Sendable {
        /// The same answers were stored before; when.
        case repeated(Timestamp)
        case new(SheetSubmission)
    }

    let place: SubmissionPlace
    let instrument: ReadyInstrument
    let answers: SheetAnswers
    /// The answers as instruments take them, with what norms need of the student.
    let sheet: AnswerSheet

    /// Whether these answers may be stored.
    ///
    /// - Throws: `INVALID_ARGUMENT` with the item's number, `FAILED_PRECONDITION` if the screening is not open or other
    ///   answers are there, `IllegalMove` if the sheet cannot be submitted from where it stands.
    static func admit(
        _ answers: SheetAnswers, to sheet: Identifier, shelf: InstrumentShelf, zone: Duration, _ call: ReadingCall
    ) throws -> Admission {
        guard let place = try call.transaction.submissionPlace(ofSheet: sheet) else { throw RPCError.notFound() }
        if place.state.isAnswered, let submittedAt = place.submittedAt {
            guard try call.transaction.answers(at: place)?.values == answers.values else { throw otherAnswers }
            return .repeated(submittedAt)
        }
        guard place.isOpen(at: call.context.now) else { throw notOpen }
        _ = try place.state.applying(.submit)
        guard let instrument = shelf.instrument(place.pin) else {
            throw RPCError.unavailable(
                "the instrument of this screening is not installed; tell the school", retryDelay: .seconds(60))
        }
        let given = try instrument.check.answers(answers)
        let context = SheetContext(
            try call.transaction.identity(at: place), in: place.schoolClass.flatMap { call.units[$0] },
            form: place.pin.form, at: call.context.now, zone: zone)
        return .new(
            SheetSubmission(
                place: place, instrument: instrument, answers: answers,
                sheet: AnswerSheet(answers: given, context: context)))
    }

    /// Stores the answers with all that follows from them. A warning from a critical item does not wait for a score.
    ///
    /// - Returns: when they were submitted: before now if the same answers were stored meanwhile.
    func store(_ score: InstrumentScore?, _ consequences: SheetConsequences, _ call: ChangingCall) throws -> Timestamp {
        let now = call.context.now
        let submitted = try place.state.applying(.submit)
        if score != nil { _ = try submitted.applying(.score) }
        let isStored = try call.transaction.submitSheet(
            place.sheet, of: place.student, school: place.school, from: place.state, answers, submittedAt: now,
            scoredAt: score.map { _ in now })
        guard isStored else { return try whatHappenedMeanwhile(call) }
        let warning = try consequences.store(
            .submission,
            SheetConsequences.Sheet(
                id: place.sheet, student: place.student, school: place.school, schoolClass: place.schoolClass),
            instrument, sheet, score: score, at: now, in: call.transaction, random: call.random)
        call.count(.sheets, 1)
        call.publish(.coverage(campaign: place.campaign))
        if let warning { call.publish(.warning(warning, school: place.school)) }
        return now
    }

    /// Between reading and writing the sheet was submitted by another call, or marked, or the screening was closed.
    private func whatHappenedMeanwhile(_ call: ChangingCall) throws -> Timestamp {
        guard let present = try call.transaction.submissionPlace(ofSheet: place.sheet) else {
            throw RPCError.notFound()
        }
        if present.state.isAnswered, let submittedAt = present.submittedAt {
            guard try call.transaction.answers(at: present)?.values == answers.values else { throw Self.otherAnswers }
            return submittedAt
        }
        guard present.isOpen(at: call.context.now) else { throw Self.notOpen }
        _ = try present.state.applying(.submit)
        throw RPCError.aborted()
    }

    static let notOpen = RPCError.failedPrecondition("this screening is not open")
    private static let otherAnswers = RPCError.failedPrecondition(
        "this sheet has been submitted with other answers; they cannot be changed")
}

extension SubmissionPlace {
    func isOpen(at moment: Timestamp) -> Bool {
        campaignState.takesAnswers(at: moment, from: opensAt, until: closesAt)
    }
}
