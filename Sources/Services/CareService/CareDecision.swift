internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

/// A person's word on what the rule proposed.
struct CareDecision {
    enum Word {
        case accept
        /// The state that is wanted instead, and its level.
        case override(CareState, AttentionLevel?)
        case decline
    }

    let entry: Identifier
    let proposal: Identifier
    let word: Word
    let reason: String

    init(_ request: APIDecideCareProposalRequest) throws(RPCError) {
        entry = try Identifier(request.careEntryID, field: "careEntryId")
        proposal = try Identifier(request.proposalID, field: "proposalId")
        reason = try FreeText.required(request.reason, field: "reason")
        switch request.decision {
        case .accept: word = .accept
        case .decline: word = .decline
        case .override:
            switch request.state {
            case .active: word = .override(.active, try AttentionLevel.asking(request.level, field: "level"))
            case .monitoring: word = .override(.monitoring, nil)
            case .removed: word = .override(.removed, nil)
            default:
                throw .invalidArgument(
                    field: "state", description: "must say what is done instead: ACTIVE, MONITORING or REMOVED")
            }
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: "decision", description: "must be ACCEPT, OVERRIDE or DECLINE")
        }
    }

    var move: CareProposalState.Move {
        switch word {
        case .accept: .accept
        case .override: .override
        case .decline: .decline
        }
    }
}

extension ChangingCall {
    /// Carries out what was decided on a proposal, and keeps the decision beside it.
    func decide(_ decision: CareDecision, _ rules: CareRules) throws -> CareEntryRecord {
        let entry = try transaction.careEntryInFull(decision.entry)
        guard var proposal = try transaction.careProposal(decision.proposal), proposal.entry == entry.id else {
            throw RPCError.invalidArgument(field: "proposalId", description: "must name a proposal for this entry")
        }
        proposal.state = try proposal.state.applying(decision.move)
        let decided: CareEntryRecord
        switch decision.word {
        case .decline:
            decided = entry
            count(.careEntries, 1)
            try tellArchive(
                .care, of: entry.student, in: entry.school, subject: entry.id, "关爱清单：未采纳效果建议")
        case .accept:
            decided = try follow(
                proposal, proposal.proposal.move(of: entry.state),
                to: proposal.proposal == .remove ? nil : proposal.toLevel, decision, rules)
        case .override(let state, let level):
            try refuseSame(state, level, as: proposal, entry)
            decided = try follow(proposal, Self.move(from: entry.state, to: state), to: level, decision, rules)
        }
        proposal.decidedAt = context.now
        proposal.decidedBy = context.accountID
        proposal.decidedState = decided.state
        proposal.decidedLevel = decided.level
        proposal.reason = decision.reason
        try transaction.update(proposal)
        return decided
    }

    private func follow(
        _ proposal: CareProposalRecord, _ move: CareState.Move, to level: AttentionLevel?, _ decision: CareDecision,
        _ rules: CareRules
    ) throws -> CareEntryRecord {
        try self.move(
            proposal.entry, by: move,
            CareChange(level: level, decision.reason, (.effect, proposal.plan), proposal: proposal.id), rules)
    }

    /// Whoever does what the rule says follows it, and does not override it.
    private func refuseSame(
        _ state: CareState, _ level: AttentionLevel?, as proposal: CareProposalRecord, _ entry: CareEntryRecord
    ) throws(RPCError) {
        let proposed: (CareState, AttentionLevel) =
            switch proposal.proposal {
            case .remove: (.removed, entry.level)
            case .keep: (entry.state, entry.level)
            case .up, .down: (.active, proposal.toLevel)
            }
        guard (state, level ?? entry.level) != proposed else {
            throw .invalidArgument(field: "state", description: "is what the rule proposed: accept it instead")
        }
    }

    /// The move that brings an entry to the state that is wanted, or leaves it there.
    private static func move(from present: CareState, to wanted: CareState) -> CareState.Move {
        switch wanted {
        case .active: present == .active ? .change : .activate
        case .monitoring: present == .monitoring ? .review : .monitor
        case .removed, .proposed: .remove
        }
    }
}
