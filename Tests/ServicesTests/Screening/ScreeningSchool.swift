import Access
import AuditLog
import Domain
import Foundation
import Instruments
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Router
@testable import Services
@testable import Store

/// A school in a store of its own: class 8-1 (junior, grade 8) and class 3-1 and 4-1 of a primary school's grades are
/// made on demand; a counsellor answers for warnings; PHQ-9 is active, and other shipped instruments if named.
final class ScreeningSchool: Sendable {
    let temporary: TemporaryFolder
    let store: Store
    let ring: KeyRing
    let clock: ManualClock
    let random = SeededRandomSource(seed: 20_261_125)
    let scoring = ScoringDouble()
    let feed = ChangeFeed()
    let shelf: InstrumentShelf
    let desk: ScoringDesk
    let background: BackgroundDesk
    let pending: PendingScoring
    let campaigns: CampaignServiceImplementation
    let sheets: SheetServiceImplementation
    let results: ResultServiceImplementation

    let school: Identifier
    let grade: Identifier
    let classes: [Identifier]
    let counsellor: Identifier
    let units: UnitTree

    static let manifestBytes = try? Data(contentsOf: repository.appendingPathComponent("Plugins/phq9/manifest.json"))
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let hash = [UInt8](repeating: 7, count: 32)
    static let start = Timestamp(milliseconds: 1_793_750_400_000)  // 2026-11-04T08:00:00+08:00

    static func configuration(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: repository.appendingPathComponent("config/rules/\(name)")))
    }

    static func validityRules() throws -> ValidityRules {
        try JSONDecoder().decode(ValidityRules.self, from: Data(configuration("validity.json")))
    }

    init(
        stage: SchoolStage = .junior, grade gradeNumber: Int = 8, classes classCount: Int = 2,
        patience: Duration = .seconds(5), others: [String] = [], licences: HeldLicences = .none
    )
        async throws
    {
        temporary = try TemporaryFolder()
        let folder = try DataFolder(at: temporary.file("data"))
        let keys = try KeyStore(in: folder)
        clock = ManualClock(Self.start)
        let (ring, new) = try KeyRing.create(
            root: RootKey(randomFrom: SeededRandomSource(seed: 7)), random: SystemRandom(), at: clock.now())
        try keys.save(new)
        self.ring = ring
        store = try Store(in: folder, keys: keys, ring: ring)

        let random = random
        func identifier() -> Identifier { Identifier(randomFrom: random) }
        school = identifier()
        grade = identifier()
        classes = (0..<classCount).map { _ in identifier() }
        counsellor = identifier()
        let (school, grade, classes, counsellor, now) = (school, grade, classes, counsellor, clock.now())
        let recordStage = try #require(UnitRecord.Stage(rawValue: stage.rawValue))
        let records =
            [
                UnitRecord(
                    school: school, id: school, parent: nil, kind: .school, stage: recordStage, name: "求真中学",
                    createdAt: now),
                UnitRecord(
                    school: school, id: grade, parent: school, kind: .grade, stage: recordStage, grade: gradeNumber,
                    name: "年级", createdAt: now),
            ]
            + classes.enumerated().map { index, id in
                UnitRecord(
                    school: school, id: id, parent: grade, kind: .schoolClass, stage: recordStage, grade: gradeNumber,
                    name: "\(index + 1)班", createdAt: now)
            }
        units = UnitTree(
            [
                UnitNode(id: school, parentID: nil, kind: .school, stage: stage, grade: nil, isClosed: false),
                UnitNode(id: grade, parentID: school, kind: .grade, stage: stage, grade: gradeNumber, isClosed: false),
            ]
                + classes.map {
                    UnitNode(id: $0, parentID: grade, kind: .class, stage: stage, grade: gradeNumber, isClosed: false)
                })
        try await store.write { transaction in
            for record in records { try transaction.insert(record) }
            try transaction.insert(
                AccountRecord(
                    id: counsellor, loginIndex: [1], profile: .init(login: "li", name: "李老师"), passwordHash: nil,
                    createdAt: now, createdBy: .installation))
            try transaction.insert(
                GrantRecord(
                    id: Identifier(randomFrom: random), account: counsellor, role: .counsellor, scopeKind: "unit",
                    scope: school, startsAt: now, state: .approved, requestedBy: .installation, requestedAt: now))
            for id in ["phq9"] + others {
                try transaction.insert(
                    InstrumentRecord(
                        id: id, version: "1.0.0", hash: Self.hash, state: .active, installedBy: .installation,
                        installedAt: now, manifestHash: Self.hash))
            }
        }

        let manifest = try ManifestLoader.load(Array(try #require(Self.manifestBytes)))
        var manifests = ["phq9": manifest]
        for id in others {
            let bytes = try Data(contentsOf: Self.repository.appendingPathComponent("Plugins/\(id)/manifest.json"))
            manifests[id] = try ManifestLoader.load(Array(bytes))
        }
        let installed = manifests
        shelf = InstrumentShelf { installed[$0.id] }
        desk = ScoringDesk(scoring, patience: patience)
        let decoder = JSONDecoder()
        let rules = ScreeningRules(
            warnings: try decoder.decode(WarningRules.self, from: Data(try Self.configuration("warnings.json"))),
            deadlines: try decoder.decode(WarningDeadlines.self, from: Data(try Self.configuration("deadlines.json"))))
        let log = try await AuditLog.open(
            store: store, ring: ring, folder: temporary.file("log"), origin: "school.example/xinyu", clock: clock)
        background = BackgroundDesk(
            store: store, log: log, units: UnitDirectory(units), feed: feed, clock: clock, random: random)
        pending = PendingScoring(shelf: shelf, scoring: scoring, rules: rules, background: background)
        let policy = try Policy(json: try Self.configuration("policy.json"))
        campaigns = CampaignServiceImplementation(shelf: shelf, policy: policy, ring: ring, licences: licences)
        sheets = SheetServiceImplementation(
            shelf: shelf, desk: desk, pending: pending, rules: rules,
            feedback: try SubmissionFeedback(json: try Self.configuration("feedback.json")))
        results = ResultServiceImplementation(
            shelf: shelf, validity: try ScreeningSchool.validityRules())
    }

    deinit {
        // The log holds the store, and the store the log, until it is closed.
        let store = store
        Task { await store.close() }
    }

    var reference: InstrumentReference? {
        ContentHash(bytes: Self.hash).map { InstrumentReference(id: "phq9", version: "1.0.0", hash: $0) }
    }

    // MARK: - Calls

    func context(
        as identity: Identity? = nil, ceiling: Sensitivity = .raw
    ) -> CallContext {
        CallContext(
            identity: identity ?? Identity(accountID: counsellor, studentID: nil, grants: []), peer: nil,
            purpose: "test", ceiling: ceiling, now: clock.now(), requestID: "test", target: .unit(school),
            sessionTokenHash: nil)
    }

    /// As the router does: undone if `body` throws.
    func changing<Answer: Sendable>(
        _ body: @escaping @Sendable (ChangingCall) throws -> Answer
    ) async throws -> Answer {
        let (context, units, random) = (context(), units, random)
        return try await store.write { transaction in
            try body(ChangingCall(context: context, transaction: transaction, units: units, random: random))
        }
    }

    func reading<Answer: Sendable>(
        as identity: Identity? = nil, ceiling: Sensitivity = .raw,
        _ body: @escaping @Sendable (ReadingCall) throws -> Answer
    ) async throws -> Answer {
        let (context, units) = (context(as: identity, ceiling: ceiling), units)
        return try await store.read { transaction in
            try body(ReadingCall(context: context, transaction: transaction, units: units))
        }
    }

    // MARK: - People

    @discardableResult
    func enrol(
        _ name: String, in schoolClass: Identifier, born birthDate: String? = "2012-10-01",
        sex: StudentIdentity.Sex? = .female
    ) async throws -> Identifier {
        let (school, random, now) = (school, random, clock.now())
        return try await store.write { transaction in
            let id = Identifier(randomFrom: random)
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: schoolClass, enrolledAt: now),
                    StudentIdentity(name: name, number: name, sex: sex, birthDate: birthDate)),
                indexes: .init())
            return id
        }
    }

    // MARK: - Screenings

    /// Whole seconds, as the clock of these tests has them.
    static func message(_ moment: Timestamp) -> Google_Protobuf_Timestamp {
        Google_Protobuf_Timestamp(seconds: moment.milliseconds / 1_000)
    }

    func plan(_ change: (inout APICreateCampaignRequest) -> Void = { _ in }) -> APICreateCampaignRequest {
        var request = APICreateCampaignRequest()
        request.schoolID = school.description
        request.title = "秋季普查"
        request.schoolYear = 2026
        request.instrumentIds = ["phq9"]
        request.opensAt = Self.message(clock.now())
        request.closesAt = Self.message(clock.now() + .seconds(14 * 86_400))
        request.consentText = "同意参加测评"
        request.responderIds = [counsellor.description]
        change(&request)
        return request
    }

    func draft(_ request: APICreateCampaignRequest? = nil) async throws -> String {
        let (campaigns, request) = (campaigns, request ?? plan())
        return try await changing { try campaigns.createCampaign(request, $0) }.campaign.id
    }

    func open(_ campaign: String) async throws -> APIOpenCampaignResponse {
        let campaigns = campaigns
        return try await changing {
            try campaigns.openCampaign(
                .with {
                    $0.campaignID = campaign; $0.consentCollected = true
                }, $0)
        }
    }

    func openCampaign() async throws -> String {
        let id = try await draft()
        _ = try await open(id)
        return id
    }

    func sheet(of student: Identifier) async throws -> SheetRecord {
        let sheets = try await store.read { try $0.sheets(ofStudent: student) }
        return try #require(sheets.first)
    }

    func offerAgain(_ void: SheetRecord) async throws -> APISheet {
        let service = sheets
        return try await changing { try service.offerSheetAgain(.with { $0.sheetID = void.id.description }, $0) }.sheet
    }

    func isStillToAnswer(_ student: Identifier) async throws -> Bool {
        let sheet = try await sheet(of: student)
        return try await store.read { try $0.hasToAnswer(student, inCampaign: sheet.campaign, school: sheet.school) }
    }

    func startSheet(of student: Identifier) async throws {
        let (service, sheet) = (sheets, try await sheet(of: student))
        _ = try await changing {
            try service.startSheet(
                .with {
                    $0.sheetID = sheet.id.description; $0.consentVersion = 1
                }, $0)
        }
    }

    /// What `SubmitSheet` does, without the router's call around it.
    func submit(_ values: [Int32], elapsed: [UInt32] = [], for student: Identifier) async throws -> Timestamp {
        let (sheet, shelf, consequences) = (try await sheet(of: student), shelf, sheets.consequences)
        let answers = SheetAnswers(values: values, elapsed: elapsed)
        let admission = try await reading { call in
            try SheetSubmission.admit(answers, to: sheet.id, shelf: shelf, zone: .seconds(8 * 3_600), call)
        }
        switch admission {
        case .repeated(let moment): return moment
        case .new(let submission):
            let outcome = await desk.score(submission.sheet, with: submission.instrument.reference)
            return try await changing { try submission.store(try? outcome.get(), consequences, $0) }
        }
    }
}
