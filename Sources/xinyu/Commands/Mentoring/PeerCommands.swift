internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu peers …`: peer observers and growth buddies.
struct PeerCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: Language.current.text(en: "Peer observers and growth buddies", zh: "心理委员与成长伙伴"),
        subcommands: [Gaps.self, Pair.self, Part.self, Buddies.self, Mine.self])

    struct Gaps: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Classes with fewer than two peer observers", zh: "心理委员不足的班级"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).listPeerObserverGaps(
                    APIListPeerObserverGapsRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("class", "present", "wanted")
                let units = try await UnitNames(client, try door.meta())
                for gap in response.gaps { table.add(units[gap.classID], String(gap.present), String(gap.wanted)) }
                Output.table(table, whenEmpty: Language.current.text(en: "no class is short", zh: "没有缺额班级"))
            }
        }
    }

    struct Pair: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Make two students growth buddies and print the id", zh: "结对成长伙伴并输出编号"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "Identifier of the other student.")
        var buddy: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).assignGrowthBuddy(
                    APIAssignGrowthBuddyRequest.with {
                        $0.studentID = student
                        $0.buddyID = buddy
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.growthBuddy.id) }
            }
        }
    }

    struct Part: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End a pair", zh: "结束结对"))

        @Argument(help: "Identifier of the pair.")
        var pair: String

        @Option(help: "Why.")
        var reason = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).endGrowthBuddy(
                    APIEndGrowthBuddyRequest.with {
                        $0.growthBuddyID = pair
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Buddies: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Pairs of a unit, and who of the care list has nobody", zh: "某单位结对情况及未结对的关爱学生"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).listGrowthBuddies(
                    APIListGrowthBuddiesRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "student", "buddy")
                for pair in response.pairs { table.add(pair.id, pair.studentName, pair.buddyName) }
                for student in response.withoutBuddy { table.add("–", student.studentName, "–") }
                Output.table(table, whenEmpty: Language.current.text(en: "no pairs", zh: "没有结对"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Mine: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "My growth buddies (for a student)", zh: "我的成长伙伴（学生）"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).listMyGrowthBuddies(
                    APIListMyGrowthBuddiesRequest(), door.meta())
                guard !door.json else { return try Output.message(response) }
                if response.buddies.isEmpty {
                    Output.note(Language.current.text(en: "no growth buddy yet", zh: "暂无成长伙伴"))
                }
                for buddy in response.buddies { Output.line(Table.printable(buddy.name)) }
            }
        }
    }
}
