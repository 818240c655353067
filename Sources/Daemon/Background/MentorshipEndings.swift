internal import Access
internal import Domain
internal import Router
internal import Store

/// Ends the mentorships and the pairs of growth buddies of students who have left, and takes back the role that opened
/// them to their mentors.
struct MentorshipEndings: BackgroundWork {
    let sessions: SessionRegistry

    var name: BackgroundWorkName { .mentorshipEndings }
    var interval: Duration { .seconds(600) }

    func runOnce(_ run: BackgroundRun) async throws {
        try await run.settle({ try $0.mentorshipsOfLeavers(limit: $1) }) { mentorship, change in
            try end(mentorship, change)
            // Open sessions lose with the role what it opened.
            let identity = try change.transaction.identity(of: mentorship.mentor, at: run.now)
            change.transaction.afterCommit {
                if let identity, !identity.grants.isEmpty {
                    sessions.replace(identity)
                } else {
                    sessions.revoke(account: mentorship.mentor)
                }
            }
        }
        try await run.settle({ try $0.growthBuddiesOfLeavers(limit: $1) }) { ended, change in
            var pair = ended
            pair.endReason = "学生离校"
            pair.endedAt = run.now
            try change.transaction.end(pair)
            change.changed(.buddies, of: pair.student)
        }
    }

    private func end(_ ended: MentorshipRecord, _ change: BackgroundChange) throws {
        var mentorship = ended
        mentorship.reasons.ended = "学生离校"
        mentorship.endedAt = change.now
        try change.transaction.update(mentorship)
        try change.transaction.revokeMentorGrant(mentorship.grant, by: .installation, at: change.now)
        try change.transaction.append(
            ArchiveEntry(
                school: mentorship.school, student: mentorship.student, at: change.now, id: change.newIdentifier(),
                kind: .mentoring, subject: mentorship.id, author: nil, summary: "成长导师：学生离校，已结束"))
        change.changed(.mentorships, of: mentorship.student)
    }
}
