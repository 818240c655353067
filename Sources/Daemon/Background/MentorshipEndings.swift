internal import Access
internal import Domain
internal import Router
internal import Store

/// Ends the mentorships and the pairs of growth buddies of students who have left, and takes back the role that opened
/// them to their mentors.
struct MentorshipEndings: BackgroundWork {
    private static let most = 256

    let store: Store
    let sessions: SessionRegistry
    let clock: any WallClock
    let random: any RandomSource

    var name: String { "mentorship endings" }
    var interval: Duration { .seconds(600) }

    func runOnce() async throws {
        let now = clock.now()
        let isAny = try await store.read { transaction in
            try !transaction.mentorshipsOfLeavers(limit: 1).isEmpty
                || !transaction.growthBuddiesOfLeavers(limit: 1).isEmpty
        }
        guard isAny else { return }
        let identities = try await store.write { transaction in
            let ended = try transaction.mentorshipsOfLeavers(limit: Self.most)
            for mentorship in ended { try end(mentorship, at: now, in: transaction) }
            for var pair in try transaction.growthBuddiesOfLeavers(limit: Self.most) {
                pair.endReason = "学生离校"
                pair.endedAt = now
                try transaction.end(pair)
            }
            return try Set(ended.map(\.mentor)).map { ($0, try transaction.identity(of: $0, at: now)) }
        }
        // Open sessions lose with the role what it opened.
        for (account, identity) in identities {
            if let identity, !identity.grants.isEmpty {
                sessions.replace(identity)
            } else {
                sessions.revoke(account: account)
            }
        }
    }

    private func end(_ mentorship: MentorshipRecord, at now: Timestamp, in transaction: WriteTransaction) throws {
        var mentorship = mentorship
        mentorship.reasons.ended = "学生离校"
        mentorship.endedAt = now
        try transaction.update(mentorship)
        try transaction.revokeMentorGrant(mentorship.grant, by: .installation, at: now)
        try transaction.append(
            ArchiveEntry(
                school: mentorship.school, student: mentorship.student, at: now,
                id: Identifier(randomFrom: random), kind: .mentoring, subject: mentorship.id, author: nil,
                summary: "成长导师：学生离校，已结束"))
    }
}
