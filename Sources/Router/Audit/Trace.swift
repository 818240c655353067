internal import AuditLog
internal import Domain

/// What the record of a call says beyond its admission: it grows as more is known.
struct Trace: Sendable {
    var subject = AuditRecord.Subject.none
    /// In which the caller was allowed, or would have been.
    var role: Role?
    var counts = AuditCounts()
    var marks: AuditRecord.Marks = []
    /// Whether somebody who is logged in was refused for what they may not do, or not there.
    var isRefusal = false
    /// Whose call it turned out to be, where nobody was logged in before.
    var actor: Identifier?

    func counting(_ counts: AuditCounts) -> Trace {
        var trace = self
        trace.counts.add(counts)
        return trace
    }
}
