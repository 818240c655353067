internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu units …`
struct UnitCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: Language.current.text(en: "The tree of units", zh: "组织机构"),
        subcommands: [List.self, Create.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A unit and all below it", zh: "某单位及其下级"),
            discussion: "Without a unit, those that your roles reach.")

        @Argument(help: "Identifier of the unit; all that you may see if left out.")
        var unit = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let service = UnitServiceClient(client)
                let response =
                    if unit.isEmpty {
                        try await service.listMyUnits(APIListMyUnitsRequest(), door.meta())
                    } else {
                        try await service.listUnits(APIListUnitsRequest.with { $0.unitID = unit }, door.meta())
                    }
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "kind", "name")
                for (unit, depth) in UnitOutline(response.units).lines {
                    table.add(unit.id, Words.unitKind(unit.kind), String(repeating: "  ", count: depth) + unit.name)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no units", zh: "没有单位"))
            }
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Make a unit and print its id", zh: "新建单位并输出编号"))

        @Argument(help: "PROVINCE, CITY, COUNTY, SCHOOL, GRADE, DEPARTMENT, CLASS or DORM.")
        var kind: String

        @Argument var name: String

        @Option(help: "Identifier of the unit above; none makes a root.")
        var parent = ""

        @Option(help: "PRIMARY, JUNIOR, SENIOR, VOCATIONAL, HIGHER_VOCATIONAL or UNIVERSITY, for a school.")
        var stage: String?

        @Option(help: "1 to 12, for a grade.")
        var grade: UInt32 = 0

        @OptionGroup var door: Door

        func run() async throws {
            let kind = try enumValue(APIUnitKind.self, kind, prefix: "UNIT_KIND_")
            let stage = try stage.map { try enumValue(APISchoolStage.self, $0, prefix: "SCHOOL_STAGE_") }
            try await door.open { client in
                let response = try await UnitServiceClient(client).createUnit(
                    APICreateUnitRequest.with {
                        $0.parentID = parent
                        $0.kind = kind
                        $0.stage = stage ?? .unspecified
                        $0.name = name
                        $0.grade = grade
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.unit.id) }
            }
        }
    }
}
