internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// Reviews of the care list, what the rule proposes for it, and how many stand on it.
extension CareCommands {
    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record a review that changes nothing", zh: "记录一次复核（维持不变）"))

        @Argument(help: "Identifier of the entry.")
        var entry: String

        @Argument var reason: String

        @Option(help: "Next review date, as 2026-12-31; by the level's interval when empty.")
        var nextOn = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CareServiceClient(client).reviewCareEntry(
                    APIReviewCareEntryRequest.with {
                        $0.careEntryID = entry
                        $0.reason = reason
                        $0.nextReviewOn = nextOn
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.entry.reviewOn) }
            }
        }
    }

    struct Proposals: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What measured effects propose", zh: "效果评估给出的建议"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Option(
            name: .customLong("state"),
            help: "PENDING, ACCEPTED, OVERRIDDEN, DECLINED or SUPERSEDED; once for each. PENDING when there is none.")
        var states: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let states = try states.map { try enumValue(APICareProposalState.self, $0, prefix: "CARE_PROPOSAL_STATE_") }
            try await door.open { client in
                let response = try await CareServiceClient(client).listCareProposals(
                    APIListCareProposalsRequest.with {
                        $0.unitID = unit
                        $0.states = states
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                showProposals(response.proposals, try await LevelWords(from: client))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Follow, override or decline a proposal", zh: "采纳、改定或不采纳建议"))

        @Argument(help: "Identifier of the entry.")
        var entry: String

        @Argument(help: "Identifier of the proposal.")
        var proposal: String

        @Argument(help: "ACCEPT, OVERRIDE or DECLINE.")
        var decision: String

        @Argument var reason: String

        @Option(help: "For OVERRIDE: ACTIVE, MONITORING or REMOVED.")
        var state: String?

        @Option(help: "For OVERRIDE to ACTIVE: WATCH, CONCERN or CRISIS.")
        var level: String?

        @OptionGroup var door: Door

        func run() async throws {
            let decision = try enumValue(APIDecideCareProposalRequest.Decision.self, decision, prefix: "DECISION_")
            let state = try state.map { try enumValue(APICareState.self, $0, prefix: "CARE_STATE_") } ?? .unspecified
            let level = try level.map { try enumValue(APIAttentionLevel.self, $0, prefix: "ATTENTION_LEVEL_") }
            try await door.open { client in
                let response = try await CareServiceClient(client).decideCareProposal(
                    APIDecideCareProposalRequest.with {
                        $0.careEntryID = entry
                        $0.proposalID = proposal
                        $0.decision = decision
                        $0.reason = reason
                        $0.state = state
                        $0.level = level ?? .unspecified
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Counts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "How many are on the list, unit by unit", zh: "各单位清单人数"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CareServiceClient(client).countCareEntries(
                    APICountCareEntriesRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let (text, levels) = (Language.current, try await LevelWords(from: client))
                var table = Table(
                    text.text(en: "unit", zh: "单位"), text.text(en: "on the list", zh: "清单人数"),
                    text.text(en: "overdue reviews", zh: "复核逾期"))
                for count in [response.total] + response.units {
                    let cells = count.cells.map { "\(Words.careState($0.state)) \(levels[$0.level]) \($0.count)" }
                    table.add(
                        count.unitName, cells.isEmpty ? "–" : cells.joined(separator: ", "), "\(count.overdueReviews)")
                }
                Output.table(table, whenEmpty: "")
                Output.incomplete(response.incomplete)
            }
        }
    }
}

func showProposals(_ proposals: [APICareProposalCase], _ levels: LevelWords) {
    let text = Language.current
    var table = Table(
        "id", text.text(en: "entry", zh: "条目"), text.text(en: "made", zh: "日期"),
        text.text(en: "effect", zh: "效果"), text.text(en: "the rule says", zh: "规则建议"),
        text.text(en: "level", zh: "等级"), text.text(en: "decision", zh: "决定"), text.text(en: "reason", zh: "理由"))
    for proposal in proposals {
        table.add(
            proposal.id, proposal.careEntryID, Words.moment(proposal.madeAt), Words.verdict(proposal.verdict),
            Words.proposal(proposal.proposal),
            proposal.fromLevel == proposal.toLevel
                ? levels[proposal.fromLevel] : "\(levels[proposal.fromLevel]) → \(levels[proposal.toLevel])",
            Words.careProposalState(proposal.state), proposal.reason)
    }
    Output.table(table, whenEmpty: text.text(en: "no proposals", zh: "没有建议"))
}
