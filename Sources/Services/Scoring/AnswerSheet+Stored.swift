internal import Domain
internal import Instruments
internal import Store

extension ReadTransaction {
    /// What was answered at `place`, as `instrument` takes it; nothing while there is nothing, or where the answers are
    /// none that this instrument can have.
    ///
    /// - Parameters:
    ///   - schoolClass: by which stage and grade go.
    ///   - moment: on whose day the age is counted.
    func storedSheet(
        at place: SubmissionPlace, for instrument: ReadyInstrument, in schoolClass: Identifier?, at moment: Timestamp,
        units: UnitTree, zone: Duration
    ) throws -> AnswerSheet? {
        guard let answers = try answers(at: place), let given = try? instrument.check.answers(answers) else {
            return nil
        }
        let context = SheetContext(
            try identity(at: place), in: schoolClass.flatMap { units[$0] }, form: place.pin.form, at: moment,
            zone: zone)
        return AnswerSheet(answers: given, context: context)
    }
}
