internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu campaigns …`
struct CampaignCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaigns", abstract: Language.current.text(en: "Screenings", zh: "测评计划"),
        subcommands: [Create.self, Open.self, Close.self, List.self, Coverage.self, Codes.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Plan a screening and print its id", zh: "新建测评计划并输出编号"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @Argument var title: String

        @Option(name: .customLong("instrument"), help: "Instrument, as phq9; once for each.")
        var instruments: [String]

        @Option(name: .customLong("form"), help: "Printed order, for an instrument with several: rses=satisfied_first.")
        var forms: [String] = []

        @Option(name: .customLong("unit"), help: "Identifier of a unit to ask; the whole school if left out.")
        var units: [String] = []

        @Option(name: .customLong("responder"), help: "Account that answers for warnings; once for each.")
        var responders: [String]

        @Option(help: "The year in which the school year begins.")
        var schoolYear: UInt32

        @Option(help: "How many days the window is open, from now.")
        var days = 14

        @Option(help: "Text that students and guardians agree to.")
        var consent: String

        @OptionGroup var door: Door

        func run() async throws {
            let forms = try formsByInstrument()
            try await door.open { client in
                let response = try await CampaignServiceClient(client).createCampaign(
                    APICreateCampaignRequest.with {
                        $0.schoolID = school
                        $0.title = title
                        $0.schoolYear = schoolYear
                        $0.unitIds = units
                        $0.instrumentIds = instruments
                        $0.forms = forms
                        $0.opensAt = Google_Protobuf_Timestamp(date: Date())
                        $0.closesAt = Google_Protobuf_Timestamp(date: Date() + TimeInterval(days) * 86_400)
                        $0.consentText = consent
                        $0.responderIds = responders
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.campaign.id) }
            }
        }

        private func formsByInstrument() throws -> [String: String] {
            try forms.reduce(into: [:]) { named, text in
                let words = text.split(separator: "=", omittingEmptySubsequences: false)
                guard words.count == 2 else { throw ValidationError("--form is INSTRUMENT=FORM") }
                named[String(words[0])] = String(words[1])
            }
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Invite the students", zh: "开始测评"))

        @Argument(help: "Identifier of the campaign.")
        var campaign: String

        @Flag(help: "Guardians' (or, from 14 on, students') consent has been collected.")
        var consentCollected = false

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CampaignServiceClient(client).openCampaign(
                    APIOpenCampaignRequest.with {
                        $0.campaignID = campaign
                        $0.consentCollected = consentCollected
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line(
                    Language.current.text(
                        en: """
                            invited \(response.studentsInvited), sheets \(response.sheetsMade), \
                            held back by age or stage \(response.gated)
                            """,
                        zh: "邀请 \(response.studentsInvited) 人，答卷 \(response.sheetsMade) 份，因年龄或学段不适用 \(response.gated)"))
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End answering", zh: "结束测评"))

        @Argument(help: "Identifier of the campaign.")
        var campaign: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CampaignServiceClient(client).closeCampaign(
                    APICloseCampaignRequest.with { $0.campaignID = campaign }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The screenings of a school", zh: "某校的测评计划"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CampaignServiceClient(client).listCampaigns(
                    APIListCampaignsRequest.with { $0.unitID = school }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "year", "state", "title")
                for campaign in response.campaigns {
                    table.add(
                        campaign.id, String(campaign.schoolYear), Words.campaignState(campaign.state), campaign.title)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no screenings", zh: "没有测评计划"))
            }
        }
    }

    struct Coverage: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Who took part, by class, and who is missing", zh: "参测覆盖率与缺测名单"))

        @Argument(help: "Identifier of the campaign.")
        var campaign: String

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CampaignServiceClient(client).getCoverage(
                    APIGetCoverageRequest.with {
                        $0.unitID = unit
                        $0.campaignID = campaign
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let text = Language.current
                var table = Table(
                    text.text(en: "unit", zh: "单位"), text.text(en: "invited", zh: "应测"),
                    text.text(en: "assessed", zh: "已测"), text.text(en: "missing", zh: "缺测"),
                    text.text(en: "coverage", zh: "覆盖率"))
                for unit in response.units {
                    table.add(
                        unit.unitName, String(unit.invited), String(unit.assessed), String(unit.missing),
                        Words.permille(unit.permille))
                }
                Output.table(table, whenEmpty: text.text(en: "no one was invited", zh: "没有应测学生"))
                if !response.missing.isEmpty {
                    Output.line(
                        text.text(en: "missing: ", zh: "缺测：") + response.missing.map(\.name).joined(separator: "、"))
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Codes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "New one-time codes for a class", zh: "为班级生成一次性验证码"))

        @Argument(help: "Identifier of the campaign.")
        var campaign: String

        @Argument(help: "Identifier of the class.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CampaignServiceClient(client).issueCodes(
                    APIIssueCodesRequest.with {
                        $0.classID = unit
                        $0.campaignID = campaign
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("student", "name", "code")
                for code in response.codes { table.add(code.studentID, code.name, code.code) }
                Output.table(
                    table, whenEmpty: Language.current.text(en: "nobody has still to answer", zh: "全部已答"))
            }
        }
    }
}
