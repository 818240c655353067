internal import Foundation
public import JSONRPC
internal import SwiftProtobuf
public import XinyuAPI

/// The steps in which a school comes to be, each as one of the people does it.
public struct SchoolBuilder: Sendable {
    public typealias Visitor = SampleSchool.Visitor

    let client: RPCClient

    public init(_ client: RPCClient) { self.client = client }

    /// A first password is changed, and set again: then it is the person's own, and a test has one to remember.
    public func login(_ login: String, _ password: String) async throws -> Visitor {
        let sessions = SessionServiceClient(client)
        let response = try await sessions.login(
            .with {
                $0.login = login
                $0.password = password
            })
        let visitor = Visitor(account: response.accountID, token: response.token)
        if response.mustChangePassword {
            for (current, new) in [(password, password + "?"), (password + "?", password)] {
                _ = try await sessions.changePassword(
                    .with {
                        $0.currentPassword = current
                        $0.newPassword = new
                    }, visitor.meta)
            }
        }
        return visitor
    }

    // MARK: - Instruments

    /// Installs and activates those of the shipped instruments that are not active yet.
    public func install(_ ids: [String], as manager: Visitor) async throws {
        let known = try await InstrumentServiceClient(client).listInstruments(.init(), manager.meta).instruments
        for id in ids where !known.contains(where: { $0.id == id && $0.state == .active }) {
            try await install(id, from: BuiltPrograms.instruments.get() + "/" + id, as: manager)
        }
    }

    /// Installs and activates what lies in `folder`.
    public func install(_ id: String, from folder: String, as manager: Visitor) async throws {
        let response = try await offer(id, from: folder, as: manager)
        guard response.findings.allSatisfy({ !$0.isError }) else {
            throw NeverCame(description: "\(id) is taken: \(response.findings)")
        }
        _ = try await InstrumentServiceClient(client).activateInstrument(
            .with {
                $0.instrumentID = id
                $0.version = response.instrument.version
            }, manager.meta)
    }

    public func offer(_ id: String, from folder: String, as manager: Visitor) async throws
        -> APIInstallInstrumentResponse
    {
        func bytes(_ name: String) -> Data { FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data() }
        return try await InstrumentServiceClient(client).installInstrument(
            .with {
                $0.plugin = bytes("\(id).so")
                $0.manifest = bytes("manifest.json")
                $0.signature = String(decoding: bytes("\(id).so.minisig"), as: UTF8.self)
                $0.vectors = bytes("vectors.jsonl")
            }, manager.meta)
    }

    // MARK: - Places and people

    public func makeSchool(_ name: String, as registrar: Visitor) async throws -> String {
        try await UnitServiceClient(client).createUnit(
            .with {
                $0.kind = .school
                $0.stage = .junior
                $0.name = name
            }, registrar.meta
        ).unit.id
    }

    public func enrol(_ roster: Roster, in school: String, as registrar: Visitor) async throws {
        let service = RosterServiceClient(client)
        let id = try await service.beginRosterImport(
            .with {
                $0.schoolID = school
                $0.encoding = roster.encoding
            }, registrar.meta
        ).importID
        var position = 0
        while position < roster.file.count {
            let piece = roster.file[position..<min(position + 256 << 10, roster.file.count)]
            position = Int(
                try await service.appendRosterImport(
                    .with {
                        $0.importID = id
                        $0.position = UInt32(position)
                        $0.data = Data(piece)
                    }, registrar.meta
                ).received)
        }
        var outcome: APIRosterImportOutcome?
        for try await progress in service.runRosterImport(.with { $0.importID = id }, registrar.meta)
        where progress.hasOutcome {
            outcome = progress.outcome
        }
        guard outcome?.state == .done, Int(outcome?.enrolled ?? 0) == roster.students.count else {
            let faults = outcome?.faults.prefix(5).map { "line \($0.line), \($0.column): \($0.reason)" } ?? []
            throw NeverCame(description: "the roster is enrolled: \(faults)")
        }
    }

    public func classes(of school: String, as registrar: Visitor) async throws -> [String: String] {
        let units = try await UnitServiceClient(client).listUnits(.with { $0.unitID = school }, registrar.meta).units
        return Dictionary(uniqueKeysWithValues: units.filter { $0.kind == .class }.map { ($0.name, $0.id) })
    }

    /// An account with a role in a unit, which has logged in.
    ///
    /// - Parameter officer: approves it, for a role that reads clinical data.
    public func appoint(
        _ login: String, _ role: APIRole, _ kind: APIGrantScopeKind = .unit, in place: String, by registrar: Visitor,
        approvedBy officer: Visitor?, home: String
    ) async throws -> Visitor {
        let service = AccountServiceClient(client)
        let account = try await service.createAccount(
            .with {
                $0.unitID = home
                $0.login = login
                $0.displayName = "\(login)老师"
                $0.firstPassword = SampleSchool.password
            }, registrar.meta
        ).account.id
        let grant = try await service.requestGrant(
            .with {
                $0.accountID = account
                $0.role = role
                $0.scopeKind = kind
                $0.scopeID = place
            }, registrar.meta
        ).grant
        if let officer {
            _ = try await service.decideGrant(
                .with {
                    $0.grantID = grant.id
                    $0.decision = .active
                }, officer.meta)
        }
        return try await self.login(login, SampleSchool.password)
    }

    // MARK: - Screening

    public func openCampaign(_ school: String, instruments: [String], as counsellor: Visitor) async throws -> String {
        let service = CampaignServiceClient(client)
        let now = Date()
        let campaign = try await service.createCampaign(
            .with {
                $0.schoolID = school
                $0.title = SampleSchool.title
                $0.schoolYear = 2026
                $0.instrumentIds = instruments
                $0.opensAt = Google_Protobuf_Timestamp(date: now.addingTimeInterval(-3_600))
                $0.closesAt = Google_Protobuf_Timestamp(date: now.addingTimeInterval(86_400))
                $0.consentText = SampleSchool.consent
                $0.responderIds = [counsellor.account]
            }, counsellor.meta
        ).campaign.id
        _ = try await service.openCampaign(
            .with {
                $0.campaignID = campaign
                $0.consentCollected = true
            }, counsellor.meta)
        return campaign
    }

    /// Gives each student of a class a code; they log in with it and start their sheets.
    public func seat(
        _ schoolClass: String, _ campaign: String, as counsellor: Visitor
    ) async throws -> [SampleSchool.Pupil] {
        let codes = try await CampaignServiceClient(client).issueCodes(
            .with {
                $0.classID = schoolClass
                $0.campaignID = campaign
            }, counsellor.meta
        ).codes
        return try await withThrowingTaskGroup(of: SampleSchool.Pupil.self) { group in
            for code in codes { group.addTask { try await seat(code) } }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.student < $1.student }
        }
    }

    private func seat(_ code: APIIssueCodesResponse.Code) async throws -> SampleSchool.Pupil {
        let session = try await SessionServiceClient(client).loginWithCode(.with { $0.code = code.code })
        let visitor = Visitor(account: session.accountID, token: session.token)
        let service = SheetServiceClient(client)
        let mine = try await service.listMySheets(.init(), visitor.meta).sheets
        for sheet in mine {
            _ = try await service.startSheet(
                .with {
                    $0.sheetID = sheet.id
                    $0.consentVersion = 1
                }, visitor.meta)
        }
        return SampleSchool.Pupil(
            student: session.studentID, visitor: visitor,
            sheets: mine.map { SampleSchool.Sheet(id: $0.id, instrument: $0.instrumentID) })
    }
}
