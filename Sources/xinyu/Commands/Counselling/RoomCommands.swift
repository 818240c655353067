internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu rooms …`: counselling rooms and their duty roster.
struct RoomCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rooms",
        abstract: Language.current.text(en: "Counselling rooms and duty roster", zh: "心理辅导室与值班表"),
        subcommands: [
            Open.self, List.self, Close.self, Weekly.self, Dated.self, Absence.self, Remove.self, Roster.self,
        ])

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Open a room and print its id", zh: "开设辅导室并输出编号"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @Argument(help: "As people call it.")
        var name: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).openCounsellingRoom(
                    APIOpenCounsellingRoomRequest.with {
                        $0.schoolID = school
                        $0.name = name
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.room.id) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The rooms of a school", zh: "某校辅导室"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).listCounsellingRooms(
                    APIListCounsellingRoomsRequest.with { $0.schoolID = school }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "name", "state")
                for room in response.rooms {
                    let state =
                        room.closed
                        ? Language.current.text(en: "closed", zh: "已停用") : Language.current.text(en: "open", zh: "使用中")
                    table.add(room.id, room.name, state)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no rooms", zh: "没有辅导室"))
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Close a room; its appointments stay", zh: "停用辅导室，已有预约保留"))

        @Argument(help: "Identifier of the room.")
        var room: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).closeCounsellingRoom(
                    APICloseCounsellingRoomRequest.with { $0.roomID = room }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Weekly: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Put a counsellor on duty each week and print the id", zh: "安排每周值班并输出编号"))

        @Argument(help: "Identifier of the room.")
        var room: String

        @Argument(help: "Account of the counsellor.")
        var counsellor: String

        @Argument(help: "1 for Monday to 7 for Sunday.")
        var weekday: UInt32

        @Argument(help: "As 14:00.")
        var starts: String

        @Argument(help: "As 17:00.")
        var ends: String

        @Option(help: "First day, as 2026-09-01; today otherwise.")
        var from = ""

        @Option(help: "Last day.")
        var until = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).addDuty(
                    APIAddDutyRequest.with {
                        $0.roomID = room
                        $0.counsellorID = counsellor
                        $0.kind = .weekly
                        $0.weekday = weekday
                        $0.starts = starts
                        $0.ends = ends
                        $0.fromDate = from
                        $0.untilDate = until
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.duty.id) }
            }
        }
    }

    struct Dated: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Put a counsellor on duty on one date", zh: "安排单日值班"))

        @Argument(help: "Identifier of the room.")
        var room: String

        @Argument(help: "Account of the counsellor.")
        var counsellor: String

        @Argument(help: "As 2026-09-01.")
        var date: String

        @Argument(help: "As 14:00.")
        var starts: String

        @Argument(help: "As 17:00.")
        var ends: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).addDuty(
                    APIAddDutyRequest.with {
                        $0.roomID = room
                        $0.counsellorID = counsellor
                        $0.kind = .dated
                        $0.fromDate = date
                        $0.starts = starts
                        $0.ends = ends
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.duty.id) }
            }
        }
    }

    struct Absence: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a counsellor off duty for some days", zh: "登记咨询师离岗日期"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @Argument(help: "Account of the counsellor.")
        var counsellor: String

        @Argument(help: "First day, as 2026-09-01.")
        var from: String

        @Argument(help: "Last day.")
        var until: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).addAbsence(
                    APIAddAbsenceRequest.with {
                        $0.schoolID = school
                        $0.counsellorID = counsellor
                        $0.fromDate = from
                        $0.untilDate = until
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line(response.duty.id)
                if response.appointmentsAffected > 0 {
                    Output.note(
                        Language.current.text(
                            en:
                                "\(response.appointmentsAffected) appointments of these days must be moved or cancelled",
                            zh: "其间有 \(response.appointmentsAffected) 个预约需改期或取消"))
                }
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a line off the roster", zh: "删除值班安排"))

        @Argument(help: "Identifier of the line.")
        var duty: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).removeDuty(
                    APIRemoveDutyRequest.with { $0.dutyID = duty }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Roster: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The duty roster of a school", zh: "某校值班表"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).listDuties(
                    APIListDutiesRequest.with { $0.schoolID = school }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let rooms: [String: String] = try await CounsellingServiceClient(client).listCounsellingRooms(
                    APIListCounsellingRoomsRequest.with { $0.schoolID = school }, door.meta()
                ).rooms.reduce(into: [:]) { $0[$1.id] = $1.name }
                var table = Table("id", "kind", "counsellor", "room", "weekday", "from", "until", "hours")
                for duty in response.duties {
                    table.add(
                        duty.id, Words.dutyKind(duty.kind), duty.counsellorName, rooms[duty.roomID] ?? "",
                        duty.weekday == 0 ? "" : String(duty.weekday), duty.fromDate, duty.untilDate,
                        duty.starts.isEmpty ? "" : "\(duty.starts)–\(duty.ends)")
                }
                Output.table(table, whenEmpty: Language.current.text(en: "nobody is on duty", zh: "没有值班安排"))
            }
        }
    }
}
