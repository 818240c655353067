internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu institution …`
struct InstitutionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "institution",
        abstract: Language.current.text(en: "Institutions to which students are referred", zh: "转介机构（定点医院等）"),
        subcommands: [List.self, Create.self, Update.self, Close.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Institutions to which a unit can refer", zh: "某单位可转介的机构"))

        @Argument(help: "Identifier of the unit; empty for those that are there for all.")
        var unit = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstitutionServiceClient(client).listInstitutions(
                    APIListInstitutionsRequest.with {
                        $0.unitID = unit
                    }, try door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "name", "kind", "designated", "green channel")
                for institution in response.institutions {
                    table.add(
                        institution.id, institution.details.name, Words.institutionKind(institution.details.kind),
                        institution.details.isDesignated ? "✓" : "", institution.details.greenChannelContact)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no institutions", zh: "没有机构"))
            }
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Register an institution", zh: "登记机构"))

        @Option(help: "Identifier of the unit whose schools refer to it; all schools without it.")
        var unit = ""

        @OptionGroup var details: InstitutionOptions

        @OptionGroup var door: Door

        func run() async throws {
            let details = try details.message
            try await door.open { client in
                let response = try await InstitutionServiceClient(client).createInstitution(
                    APICreateInstitutionRequest.with {
                        $0.unitID = unit
                        $0.details = details
                    }, try door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.institution.id) }
            }
        }
    }

    struct Update: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Replace what is registered of an institution", zh: "更新机构信息"))

        @Argument(help: "Identifier of the institution.")
        var institution: String

        @OptionGroup var details: InstitutionOptions

        @OptionGroup var door: Door

        func run() async throws {
            let details = try details.message
            try await door.open { client in
                let response = try await InstitutionServiceClient(client).updateInstitution(
                    APIUpdateInstitutionRequest.with {
                        $0.institutionID = institution
                        $0.details = details
                    }, try door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Refer nobody to an institution any more", zh: "停用机构"))

        @Argument(help: "Identifier of the institution.")
        var institution: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstitutionServiceClient(client).closeInstitution(
                    APICloseInstitutionRequest.with {
                        $0.institutionID = institution
                    }, try door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}

/// What an institution is.
struct InstitutionOptions: ParsableArguments {
    @Option var name: String

    @Option(help: "PSYCHIATRIC_HOSPITAL, GENERAL_HOSPITAL, CHILDREN_HOSPITAL, CRISIS_CENTRE or COUNSELLING_CENTRE.")
    var kind = "PSYCHIATRIC_HOSPITAL"

    @Option var address = ""

    @Flag(help: "A designated hospital (定点医院).")
    var designated = false

    @Option(help: "Whom the green channel reaches at any hour.")
    var greenChannel = ""

    var message: APIInstitutionDetails {
        get throws {
            let kind = try enumValue(APIInstitutionKind.self, kind, prefix: "INSTITUTION_KIND_")
            return .with {
                $0.name = name
                $0.kind = kind
                $0.address = address
                $0.isDesignated = designated
                $0.greenChannelContact = greenChannel
            }
        }
    }
}
