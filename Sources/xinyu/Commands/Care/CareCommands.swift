internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu care …`
struct CareCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "care", abstract: Language.current.text(en: "The care list", zh: "重点关爱人员清单"),
        subcommands: [
            List.self, Show.self, Propose.self, Activate.self, Change.self, Monitor.self, Remove.self, Review.self,
            Proposals.self, Decide.self, Counts.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Those on the list in a unit, gravest first", zh: "某单位的清单，等级高者在前"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Option(name: .customLong("state"), help: "PROPOSED, ACTIVE, MONITORING or REMOVED; once for each.")
        var states: [String] = []

        @Option(name: .customLong("level"), help: "WATCH, CONCERN or CRISIS; once for each.")
        var levels: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let states = try states.map { try enumValue(APICareState.self, $0, prefix: "CARE_STATE_") }
            let levels = try levels.map { try enumValue(APIAttentionLevel.self, $0, prefix: "ATTENTION_LEVEL_") }
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await CareServiceClient(client).listCareEntries(
                        APIListCareEntriesRequest.with {
                            $0.unitID = unit
                            $0.states = states
                            $0.levels = levels
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                showEntries(response.entries, try await LevelWords(from: client))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "One entry with its history", zh: "查看一条及其变更历史"))

        @Argument(help: "Identifier of the entry.")
        var entry: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CareServiceClient(client).getCareEntry(
                    APIGetCareEntryRequest.with { $0.careEntryID = entry }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let levels = try await LevelWords(from: client)
                showEntries([response.entry], levels)
                var table = Table("at", "state", "level", "evidence", "reason")
                for change in response.entry.history {
                    table.add(
                        Words.moment(change.at), Words.careState(change.toState), levels[change.toLevel],
                        Words.evidence(change.evidence.kind), change.reason)
                }
                if !table.isEmpty { Output.table(table, whenEmpty: "") }
                if !response.entry.proposals.isEmpty { showProposals(response.entry.proposals, levels) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Propose a student for the list", zh: "建议列入清单"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "WATCH, CONCERN or CRISIS.")
        var level: String

        @Argument var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            let level = try enumValue(APIAttentionLevel.self, level, prefix: "ATTENTION_LEVEL_")
            try await door.open { client in
                let response = try await CareServiceClient(client).proposeCare(
                    APIProposeCareRequest.with {
                        $0.studentID = student
                        $0.level = level
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.entry.id) }
            }
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Put a proposed student on the list", zh: "确认列入清单"))

        @Argument(help: "Identifier of the entry.")
        var entry: String

        @Argument(help: "WATCH, CONCERN or CRISIS.")
        var level: String

        @Argument var reason: String

        @Option(help: "What class teacher and mentor are told to do.")
        var advice = ""

        @OptionGroup var evidence: EvidenceOptions
        @OptionGroup var door: Door

        func run() async throws {
            let level = try enumValue(APIAttentionLevel.self, level, prefix: "ATTENTION_LEVEL_")
            let evidence = try evidence.message
            try await door.open { client in
                let response = try await CareServiceClient(client).activateCareEntry(
                    APIActivateCareEntryRequest.with {
                        $0.careEntryID = entry
                        $0.level = level
                        $0.reason = reason
                        $0.evidence = evidence
                        $0.supportAdvice = advice
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Change level or advice", zh: "调整等级或支持建议"))

        @Argument(help: "Identifier of the entry.")
        var entry: String

        @Argument(help: "WATCH, CONCERN or CRISIS.")
        var level: String

        @Argument var reason: String

        @Option(help: "What class teacher and mentor are told to do; left as it is when empty.")
        var advice = ""

        @OptionGroup var evidence: EvidenceOptions
        @OptionGroup var door: Door

        func run() async throws {
            let level = try enumValue(APIAttentionLevel.self, level, prefix: "ATTENTION_LEVEL_")
            let evidence = try evidence.message
            try await door.open { client in
                let response = try await CareServiceClient(client).changeCareEntry(
                    APIChangeCareEntryRequest.with {
                        $0.careEntryID = entry
                        $0.level = level
                        $0.reason = reason
                        $0.evidence = evidence
                        $0.supportAdvice = advice
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Monitor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "From active care to monitoring", zh: "转入观察"))

        @Argument(help: "Identifier of the entry.")
        var entry: String

        @Argument var reason: String

        @OptionGroup var evidence: EvidenceOptions
        @OptionGroup var door: Door

        func run() async throws {
            let evidence = try evidence.message
            try await door.open { client in
                let response = try await CareServiceClient(client).monitorCareEntry(
                    APIMonitorCareEntryRequest.with {
                        $0.careEntryID = entry
                        $0.reason = reason
                        $0.evidence = evidence
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a student off the list", zh: "移出清单"))

        @Argument(help: "Identifier of the entry.")
        var entry: String

        @Argument var reason: String

        @OptionGroup var evidence: EvidenceOptions
        @OptionGroup var door: Door

        func run() async throws {
            let evidence = try evidence.message
            try await door.open { client in
                let response = try await CareServiceClient(client).removeCareEntry(
                    APIRemoveCareEntryRequest.with {
                        $0.careEntryID = entry
                        $0.reason = reason
                        $0.evidence = evidence
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}

/// What a change of the care list rests on.
struct EvidenceOptions: ParsableArguments {
    @Option(help: "WARNING, INTERVIEW, OBSERVATION, EFFECT or REVIEW.")
    var evidence = "REVIEW"

    @Option(help: "Identifier of the warning, interview, observation or plan.")
    var evidenceID = ""

    var message: APICareEvidence {
        get throws {
            let kind = try enumValue(APICareEvidence.Kind.self, evidence, prefix: "KIND_")
            return APICareEvidence.with {
                $0.kind = kind
                $0.id = evidenceID
            }
        }
    }
}

private func showEntries(_ entries: [APICareEntry], _ levels: LevelWords) {
    let text = Language.current
    // A reader who is shown no scores has no column for them.
    let showsScores = !entries.allSatisfy(\.scores.isEmpty)
    var table =
        showsScores
        ? Table("id", "student", "state", "level", "review", "support advice", "scores")
        : Table("id", "student", "state", "level", "review", "support advice")
    for entry in entries {
        let (state, level) = (Words.careState(entry.state), levels[entry.level])
        if showsScores {
            let scores = entry.scores.joined(separator: "; ")
            table.add(entry.id, entry.studentName, state, level, entry.reviewOn, entry.supportAdvice, scores)
        } else {
            table.add(entry.id, entry.studentName, state, level, entry.reviewOn, entry.supportAdvice)
        }
    }
    Output.table(table, whenEmpty: text.text(en: "nobody is on the list", zh: "清单为空"))
}
