internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

extension WarningCommands {
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Who was told of a warning, and what became of it", zh: "预警流转记录"))

        @Argument(help: "Identifier of the warning.")
        var warning: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await WarningServiceClient(client).getWarningHistory(
                    APIGetWarningHistoryRequest.with { $0.warningID = warning }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let people = try await AccountNames(of: response.steps.map(\.authorID), client, try door.meta())
                let units = try await UnitNames(client, try door.meta())
                var table = Table("at", "what", "who", "unit", "was due", "note")
                for step in response.steps {
                    table.add(
                        Words.moment(step.at), Words.warningChange(step.change),
                        step.accountName.isEmpty ? people[step.authorID] : step.accountName, units[step.unitID],
                        step.hasDueAt ? Words.moment(step.dueAt) : "", step.note)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "nothing yet", zh: "暂无记录"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a warning over from who has it", zh: "接手他人预警"))

        @Argument(help: "Identifier of the warning.")
        var warning: String

        @Argument var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await WarningServiceClient(client).claimWarning(
                    APIClaimWarningRequest.with {
                        $0.warningID = warning
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct HandOver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hand-over", abstract: Language.current.text(en: "Give a warning to a colleague", zh: "移交预警"))

        @Argument(help: "Identifier of the warning.")
        var warning: String

        @Argument(help: "Identifier of the colleague's account.")
        var account: String

        @Argument var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await WarningServiceClient(client).handOverWarning(
                    APIHandOverWarningRequest.with {
                        $0.warningID = warning
                        $0.accountID = account
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Begin: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What was agreed has begun", zh: "开始干预"))

        @Argument(help: "Identifier of the warning.")
        var warning: String

        @Argument(help: "What was agreed.")
        var agreement: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await WarningServiceClient(client).beginIntervention(
                    APIBeginInterventionRequest.with {
                        $0.warningID = warning
                        $0.agreement = agreement
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Close a warning with a reason", zh: "解除预警并说明理由"))

        @Argument(help: "Identifier of the warning.")
        var warning: String

        @Argument var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await WarningServiceClient(client).resolveWarning(
                    APIResolveWarningRequest.with {
                        $0.warningID = warning
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct TryRules: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "try-rules",
            abstract: Language.current.text(en: "What proposed rules would have found", zh: "试算预警规则"),
            discussion: "Reads a file of the form of config/rules/warnings.json. Nothing is changed.")

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Argument(help: "The proposed rules.")
        var file: String

        @Option(help: "How many days back.")
        var days: UInt32 = 90

        @OptionGroup var door: Door

        func run() async throws {
            guard let rules = FileManager.default.contents(atPath: file) else {
                throw ValidationError("\(file) cannot be read")
            }
            try await door.open { client in
                let response = try await WarningServiceClient(client).tryRules(
                    APITryRulesRequest.with {
                        $0.unitID = unit
                        $0.rules = String(decoding: rules, as: UTF8.self)
                        $0.from = Google_Protobuf_Timestamp(date: Date(timeIntervalSinceNow: -86_400 * Double(days)))
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("rule", "level", "students", "signals", "students now", "signals now")
                for rule in response.rules {
                    table.add(
                        rule.ruleID, Words.level(rule.level), String(rule.students), String(rule.signals),
                        String(rule.presentStudents), String(rule.presentSignals))
                }
                Output.table(table, whenEmpty: "")
                var cases = Table("student", "level", "level now", "when", "rules")
                for found in response.cases {
                    cases.add(
                        found.studentName, Words.level(found.level), Words.level(found.presentLevel),
                        Words.moment(found.at), found.fired.map(\.ruleID).joined(separator: " "))
                }
                Output.table(cases, whenEmpty: Language.current.text(en: "nobody would be found", zh: "无人触发"))
                Output.incomplete(response.incomplete)
            }
        }
    }
}
