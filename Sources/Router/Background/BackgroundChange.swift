internal import AuditLog
public import Domain
public import Store
internal import XinyuAPI

/// What a background work changes with: valid in its closure only.
public final class BackgroundChange {
    public let transaction: WriteTransaction
    /// One moment for the whole run.
    public let now: Timestamp
    public let random: any RandomSource
    private(set) var events: [FeedEvent] = []
    /// What was changed, in the order of its naming.
    private(set) var subjects: [(AuditRecord.Subject, AuditCounts)] = []
    private var places: [AuditRecord.Subject: Int] = [:]

    init(_ transaction: WriteTransaction, now: Timestamp, random: any RandomSource) {
        self.transaction = transaction
        self.now = now
        self.random = random
    }

    public func newIdentifier() -> Identifier { Identifier(randomFrom: random) }

    /// Says that something of a student was changed, for the record; adds up.
    public func changed(_ what: AuditCount, _ number: Int = 1, of student: Identifier) {
        note(what, number, about: ScopeResolver.subject(.student, student))
    }

    /// Says that something of a unit was changed.
    public func changed(_ what: AuditCount, _ number: Int = 1, in unit: Identifier) {
        note(what, number, about: ScopeResolver.subject(.unit, unit))
    }

    /// Says that something was changed that belongs to nobody in particular; nothing when the number is 0.
    public func changed(_ what: AuditCount, _ number: Int) {
        if number > 0 { note(what, number, about: .none) }
    }

    /// Tells those who watch, once it is committed.
    public func publish(_ event: FeedEvent) { events.append(event) }

    private func note(_ what: AuditCount, _ number: Int, about subject: AuditRecord.Subject) {
        let place = places[subject] ?? subjects.count
        if place == subjects.count {
            places[subject] = place
            subjects.append((subject, AuditCounts()))
        }
        subjects[place].1.add(what, number)
    }
}
