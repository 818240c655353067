internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// The life of a version, for the instrument manager.
extension InstrumentCommands {
    /// `xinyu instrument versions [ID]`
    struct Versions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Each version: where it stands, since when, and who needs it", zh: "各版本状态、启用时间与使用情况"))

        @Argument(help: "Instrument, as phq9; all if left out.")
        var id: String = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).listInstrumentVersions(
                    .with { $0.instrumentID = id }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table(
                    "id", "version", "state", "activated", "person", "campaigns", "waiting", "strikes", "verified")
                for version in response.versions {
                    let instrument = version.instrument
                    table.add(
                        instrument.id, instrument.version, Words.instrumentState(instrument.state),
                        version.hasActivatedAt ? Words.moment(version.activatedAt) : "", version.activatedByName,
                        String(version.campaigns.count), String(version.sheetsWaiting), String(instrument.strikes),
                        instrument.hasVerifiedAt ? Words.moment(instrument.verifiedAt) : "")
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no instruments", zh: "没有测评工具"))
                for version in response.versions { tell(version) }
            }
        }

        private func tell(_ version: APIInstrumentVersion) {
            let instrument = version.instrument
            if !instrument.trouble.isEmpty {
                let cause = Words.suspension(instrument.suspension)
                Output.note(
                    "\(instrument.id) \(instrument.version): "
                        + [cause, instrument.trouble].filter { !$0.isEmpty }.joined(separator: "; "))
            }
            for campaign in version.campaigns {
                Output.line("  \(instrument.id) \(instrument.version) · \(campaign.title) · \(campaign.campaignID)")
            }
        }
    }

    /// `xinyu instrument history ID`
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What was done with an instrument", zh: "测评工具变更记录"))

        @Argument var id: String
        @Argument(help: "One version; all if left out.")
        var version: String = ""
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).getInstrumentHistory(
                    .with {
                        $0.instrumentID = id
                        $0.version = version
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("at", "version", "move", "state", "person", "note")
                for move in response.moves {
                    table.add(
                        Words.moment(move.at), move.version, Words.instrumentMove(move.kind),
                        Words.instrumentState(move.toState), move.byName, move.note)
                }
                Output.table(table, whenEmpty: "")
            }
        }
    }

    /// `xinyu instrument verify ID VERSION`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "The whole check again; what does not hold is suspended", zh: "重新校验已安装版本，未通过即暂停"))

        @Argument var id: String
        @Argument var version: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).verifyInstrument(
                    .with {
                        $0.instrumentID = id
                        $0.version = version
                    }, door.meta())
                if door.json { try Output.message(response) }
                try Self.tell(response.findings, response.instrument, door)
            }
        }

        static func tell(_ findings: [APIInstrumentFinding], _ instrument: APIInstrument, _ door: Door) throws {
            for finding in findings { Output.note("\(finding.place): \(finding.text)") }
            guard findings.isEmpty else { throw Failure.refused }
            if !door.json { InstrumentCommands.tell(instrument) }
        }
    }

    /// `xinyu instrument suspend ID VERSION --reason TEXT`
    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Score nothing with this version; sheets are kept and wait", zh: "暂停某版本评分，答卷照常保存"))

        @Argument var id: String
        @Argument var version: String
        @Option(help: "For the history; no names of people.")
        var reason: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).suspendInstrument(
                    .with {
                        $0.instrumentID = id
                        $0.version = version
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) } else { InstrumentCommands.tell(response.instrument) }
            }
        }
    }

    /// `xinyu instrument reinstate ID VERSION`
    struct Reinstate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "After a fresh check that finds nothing: it scores again", zh: "复检通过后恢复评分"))

        @Argument var id: String
        @Argument var version: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).reinstateInstrument(
                    .with {
                        $0.instrumentID = id
                        $0.version = version
                    }, door.meta())
                if door.json { try Output.message(response) }
                try Verify.tell(response.findings, response.instrument, door)
                if !door.json {
                    Output.note(
                        Language.current.text(
                            en: "it scores for the campaigns that have pinned it; activate it to offer it to new ones",
                            zh: "已恢复评分；如需用于新的测评计划，请再启用"))
                }
            }
        }
    }

    /// `xinyu instrument uninstall ID VERSION`
    struct Uninstall: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Take away a version that no campaign and no result needs", zh: "卸载不再使用的版本"))

        @Argument var id: String
        @Argument var version: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).uninstallInstrument(
                    .with {
                        $0.instrumentID = id
                        $0.version = version
                    }, door.meta())
                if door.json { try Output.message(response) } else { InstrumentCommands.tell(response.instrument) }
            }
        }
    }

    /// One line: which version, and where it stands.
    static func tell(_ instrument: APIInstrument) {
        Output.line("\(instrument.id) \(instrument.version): \(Words.instrumentState(instrument.state))")
    }
}
