internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu records …`
struct RecordsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records",
        abstract: Language.current.text(
            en: "Retention, erasure, copies of archives and who has read them", zh: "档案保存、删除、副本与查阅清单"),
        subcommands: [
            Retention.self, Left.self, Hold.self, Release.self, Erase.self, TakeBack.self, Erasures.self, Confirm.self,
            Refuse.self, Copy.self, Statement.self, Open.self, Verify.self,
        ])

    struct Retention: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "When what is in an archive goes", zh: "档案各部分的销毁日期"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).getRetention(
                    APIGetRetentionRequest.with { $0.studentID = student }, door.meta())
                if door.json { return try Output.message(response) }
                var table = Table("what", "how many", "years", "goes on")
                for topic in response.topics {
                    table.add(
                        Words.topic(topic.topic), String(topic.records), String(topic.yearsAfterLeaving), topic.goesOn)
                }
                Output.table(table, whenEmpty: "")
                if response.leftOn.isEmpty {
                    Output.note(Language.current.text(en: "at the school: nothing goes", zh: "在校：不销毁"))
                } else {
                    Output.note(
                        Language.current.text(
                            en: "left on \(response.leftOn); the key goes on \(response.lastDay)",
                            zh: "离校 \(response.leftOn)；密钥销毁日 \(response.lastDay)"))
                }
                if response.hasReadOnlySince {
                    Output.note(
                        Language.current.text(
                            en: "read-only since \(Words.moment(response.readOnlySince)): another school has it",
                            zh: "自 \(Words.moment(response.readOnlySince)) 起只读：已由其他学校签收"))
                }
                if response.hasHold {
                    Output.note(
                        Language.current.text(
                            en: "held by \(response.hold.placedByName): \(response.hold.reason)",
                            zh: "\(response.hold.placedByName) 已冻结销毁：\(response.hold.reason)"))
                }
                Output.note(response.source)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Left: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The student has left: the time of retention runs", zh: "登记离校，开始计算保存期"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "As 2026-07-01.")
        var on: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).recordLeaving(
                    APIRecordLeavingRequest.with {
                        $0.studentID = student
                        $0.leftOn = on
                    }, door.meta())
                if door.json { return try Output.message(response) }
                Output.line(response.lastDay)
            }
        }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Nothing of an archive may go: a lawsuit, an inquiry", zh: "冻结销毁（诉讼、调查）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).placeLegalHold(
                    APIPlaceLegalHoldRequest.with {
                        $0.studentID = student
                        $0.reason = reason
                    }, door.meta())
                if door.json { return try Output.message(response) }
                Output.line(response.hold.id)
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Release a hold", zh: "解除冻结"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).releaseLegalHold(
                    APIReleaseLegalHoldRequest.with { $0.studentID = student }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
