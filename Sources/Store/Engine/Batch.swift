/// The writes that share one commit, and how each has gone so far.
struct Batch {
    let participants: [any BatchParticipant]
    let newKeys: NewOwnerKeys
    /// In the order in which they ran, which is the order of the answers.
    private var outcomes: [(job: WriteJob, error: (any Error)?)] = []
    private var afterCommitActions: [() -> Void] = []
    private(set) var hasChanges = false
    private(set) var lastError: (any Error)?

    init(participants: [any BatchParticipant], newKeys: NewOwnerKeys) {
        self.participants = participants
        self.newKeys = newKeys
    }

    var count: Int { outcomes.count }

    mutating func add(succeeded job: WriteJob, _ actions: [() -> Void]) {
        outcomes.append((job, nil))
        if !actions.isEmpty { afterCommitActions += actions }
        hasChanges = true
        for participant in participants { participant.closureDidSucceed() }
    }

    mutating func add(failed job: WriteJob, _ error: any Error) {
        outcomes.append((job, error))
        lastError = error
        for participant in participants { participant.closureDidFail() }
    }

    func committed() {
        for participant in participants { participant.didCommit() }
        for action in afterCommitActions { action() }
        for outcome in outcomes { outcome.job.finish(outcome.error) }
    }

    /// With the error of the commit, all get it: also a closure that failed by itself, for that may have been due to
    /// another one of the batch, which is now undone.
    func rolledBack(_ error: (any Error)?) {
        for participant in participants { participant.didRollback() }
        for outcome in outcomes { outcome.job.finish(error ?? outcome.error) }
    }
}
