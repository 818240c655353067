internal import Domain
internal import Router
internal import Store

extension ChangingCall {
    /// Keeps what somebody saw of a student: the observation, its line in the archive, and the signal that it is.
    ///
    /// - Returns: the observation.
    @discardableResult
    func observe(
        _ student: StudentRecord, _ text: String, _ signs: [ObservationSign] = [], at moment: Timestamp,
        _ desk: SignalDesk
    ) throws -> Identifier {
        let observation = RecordContent.Observation(text: text, signs: signs)
        let id = try keepRecord(of: student, .observation(observation), at: moment).id
        try tellArchive(.observation, of: student.id, in: student.school, subject: id, text, at: moment)
        _ = try desk.take(
            SignalDesk.Incoming(
                student: student, kind: .observation, trust: .observed, text: text, happenedAt: moment,
                signs: observation.signs, source: id, author: context.accountID), self)
        return id
    }

    /// Looks for crisis words in what somebody wrote about a student for another purpose. Nothing is kept of a text
    /// without one.
    ///
    /// - Parameters:
    ///   - text: nothing, or empty, has none.
    ///   - place: where the text stands, which the signal says instead of the text: those who read signals need not be
    ///     among those who may read it.
    ///   - source: what it was written to.
    func lookForCrisisWords(
        in text: String?, _ place: String, of source: Identifier,
        about student: @autoclosure () throws -> StudentRecord,
        _ desk: SignalDesk
    ) throws {
        guard let text, !desk.rules.warnings.words.groups(in: text).isEmpty else { return }
        _ = try desk.take(
            SignalDesk.Incoming(
                student: try student(), kind: .freeText, trust: .hearsay, text: text, kept: "\(place)中出现危机词，原文见该处",
                happenedAt: context.now, source: source), self)
    }
}
