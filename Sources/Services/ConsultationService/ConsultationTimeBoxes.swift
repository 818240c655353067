public import Domain
public import Store

/// What time does to consultations: closes opinions when the time for them is over, and ends those that have none when
/// the whole time box is.
public struct ConsultationTimeBoxes: Sendable {
    private let random: any RandomSource

    public init(random: any RandomSource) { self.random = random }

    /// - Parameter limit: how many at most, so that no write waits long behind them.
    /// - Returns: how many were changed.
    public func settle(_ transaction: WriteTransaction, at now: Timestamp, limit: Int) throws -> Int {
        let due = try transaction.consultationsDue(at: now, limit: limit)
        for consultation in due {
            let hasOpinion = try transaction.experts(of: consultation).contains { $0.isOnPanel && $0.opinion != nil }
            var changed = consultation
            changed.state = try consultation.state.applying(
                consultation.state == .assigned && hasOpinion ? .closeOpinions : .expire)
            if !changed.state.isOpen { changed.closedAt = now }
            guard try transaction.update(changed, expected: consultation.state) else { continue }
            try transaction.append(
                ArchiveEntry(
                    school: changed.school, student: changed.student, at: now, id: Identifier(randomFrom: random),
                    kind: .consultation, subject: changed.id, author: nil, summary: changed.archiveLine))
        }
        return due.count
    }
}
