internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

extension RecordsCommands {
    /// On what ground erasure is asked for.
    enum Ground: String, CaseIterable, ExpressibleByArgument {
        case purposeReached = "purpose-reached"
        case consentWithdrawn = "consent-withdrawn"
        case unlawful
        case guardianRequest = "guardian-request"

        var message: APIErasureGround {
            switch self {
            case .purposeReached: .purposeReached
            case .consentWithdrawn: .consentWithdrawn
            case .unlawful: .unlawful
            case .guardianRequest: .guardianRequest
            }
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Ask for a student's data to be erased; the security officer confirms", zh: "申请删除学生数据（安全员确认）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "The ground.")
        var ground: Ground

        @Argument(help: "In words.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).requestErasure(
                    APIRequestErasureRequest.with {
                        $0.studentID = student
                        $0.ground = ground.message
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) } else { show([response.erasure]) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct TakeBack: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "keep",
            abstract: Language.current.text(en: "Take back what one asked for", zh: "撤回删除申请"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).withdrawErasure(
                    APIWithdrawErasureRequest.with { $0.studentID = student }, door.meta())
                if door.json { try Output.message(response) } else { show([response.erasure]) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Erasures: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Erasures that wait for the second person", zh: "待确认的删除申请"))

        @Flag(help: "Those that were done, too.")
        var all = false

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).listErasures(
                    APIListErasuresRequest.with {
                        if all { $0.states = [.requested, .confirmed, .done, .refused, .withdrawn] }
                    }, door.meta())
                if door.json { try Output.message(response) } else { show(response.erasures) }
            }
        }
    }

    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Destroy the student's key: nothing takes it back", zh: "确认删除并销毁密钥（不可撤销）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "Identifier of the erasure, as the list has it.")
        var erasure: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).confirmErasure(
                    APIConfirmErasureRequest.with {
                        $0.studentID = student
                        $0.erasureID = erasure
                    }, door.meta())
                if door.json { try Output.message(response) } else { show([response.erasure]) }
                guard !response.isLogEmpty else { return }
                Output.note(
                    Language.current.text(
                        en: "a reader was in the way: the database's log is emptied at its next checkpoint",
                        zh: "有读取未结束：数据库日志将在下次检查点清空"))
            }
        }
    }

    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Refuse an erasure", zh: "不予删除"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await DataRightsServiceClient(client).refuseErasure(
                    APIRefuseErasureRequest.with { $0.studentID = student }, door.meta())
                if door.json { try Output.message(response) } else { show([response.erasure]) }
            }
        }
    }
}

private func show(_ erasures: [APIErasure]) {
    var table = Table("id", "student id", "state", "ground", "who", "when", "keys", "rows")
    for erasure in erasures {
        table.add(
            erasure.id, erasure.studentID, Words.erasureState(erasure.state), Words.erasureGround(erasure.ground),
            erasure.requestedBy, Words.moment(erasure.requestedAt), String(erasure.keys), String(erasure.rows))
    }
    Output.table(table, whenEmpty: Language.current.text(en: "nothing waits", zh: "没有待办"))
}
