import AuditLog
import Domain
import Foundation
import Instruments
import Logging
import Store
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import XinyuAPI

@testable import Router
@testable import Services

/// A closed campaign of PHQ-9 1.0.0, and a made-up 1.1.0: what was mild from nine on is moderate, what was severe up to
/// 21 no longer is, and a 3 on item 1 is critical.
final class RescoringBench: Sendable {
    /// What the students answered, item 9 last, by what becomes of it.
    static let answers: [(what: String, values: [Int32])] = [
        ("same", [1, 1, 1, 1, 1, 1, 1, 1, 0]),
        ("band up", [2, 1, 1, 1, 1, 1, 1, 1, 0]),
        ("band down", [2, 2, 3, 3, 3, 3, 2, 2, 0]),
        ("newly critical", [3, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("critical before", [0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ("incomplete", [1, 1, SheetAnswers.missing, 1, 1, 1, 1, 1, 0]),
    ]
    static let newHash = [UInt8](repeating: 9, count: 32)

    let school: ScreeningSchool
    let log: AuditLog
    let campaign: String
    /// In the order of `answers`, once and again.
    let students: [Identifier]
    private let shelf: InstrumentShelf
    private let pace: RescoringPace

    init(times: Int = 1, sheetsInBatch: Int = 2) async throws {
        let school = try await ScreeningSchool()
        self.school = school
        log = try await AuditLog.open(
            store: school.store, ring: school.ring, folder: school.temporary.file("log"),
            origin: "school.example/xinyu", clock: school.clock)
        var students: [Identifier] = []
        for index in 0..<times * Self.answers.count {
            students.append(try await school.enrol("学生\(index)", in: school.classes[index % 2]))
        }
        self.students = students
        campaign = try await school.openCampaign()
        for (index, student) in students.enumerated() {
            try await school.startSheet(of: student)
            _ = try await school.submit(Self.answers[index % Self.answers.count].values, for: student)
        }
        let (campaigns, id) = (school.campaigns, campaign)
        _ = try await school.changing { try campaigns.closeCampaign(.with { $0.campaignID = id }, $0) }
        school.clock.advance(by: .seconds(86_400))
        let manifests = ["1.0.0": try Self.manifest(new: false), "1.1.0": try Self.manifest(new: true)]
        shelf = InstrumentShelf { manifests[$0.version] }
        school.scoring.use(Self.newScore, forVersion: "1.1.0")
        var pace = RescoringPace()
        pace.sheets = sheetsInBatch
        pace.adoptions = sheetsInBatch
        pace.firstPause = .milliseconds(2)
        self.pace = pace
        try await enter(version: "1.1.0", .installed)
    }

    func enter(version: String, _ state: InstrumentState) async throws {
        let now = school.clock.now()
        try await school.store.write {
            try $0.enter(
                InstrumentRecord(
                    id: "phq9", version: version, hash: Self.newHash, state: state, installedBy: .installation,
                    installedAt: now, manifestHash: Self.newHash))
        }
    }

    /// A daemon's part in it: one after the other, as after restarts.
    func work() throws -> CampaignRescoring {
        let decoder = JSONDecoder()
        let rules = ScreeningRules(
            warnings: try decoder.decode(
                WarningRules.self, from: Data(try ScreeningSchool.configuration("warnings.json"))),
            deadlines: try decoder.decode(
                WarningDeadlines.self, from: Data(try ScreeningSchool.configuration("deadlines.json"))))
        return CampaignRescoring(
            store: school.store, shelf: shelf, scoring: school.scoring, rules: rules,
            units: UnitDirectory(school.units), log: log, feed: school.feed, clock: school.clock,
            random: school.random, logger: Logger(label: "test"), pace: pace)
    }

    func service(_ work: CampaignRescoring) -> RescoringServiceImplementation {
        RescoringServiceImplementation(shelf: shelf, rescoring: work)
    }

    // MARK: - Calls

    func start(_ work: CampaignRescoring, version: String = "1.1.0") async throws -> Identifier {
        let (service, campaign) = (service(work), campaign)
        let started = try await school.changing {
            try service.startRescoring(
                .with {
                    $0.campaignID = campaign
                    $0.instrumentID = "phq9"
                    $0.version = version
                }, $0
            ).rescoring
        }
        return try #require(Identifier(started.id))
    }

    func adopt(_ id: Identifier, _ work: CampaignRescoring) async throws {
        let (service, campaign) = (service(work), campaign)
        _ = try await school.changing {
            try service.adoptRescoring(
                .with {
                    $0.campaignID = campaign
                    $0.rescoringID = id.description
                }, $0)
        }
    }

    func reject(_ id: Identifier, _ work: CampaignRescoring) async throws {
        let (service, campaign) = (service(work), campaign)
        _ = try await school.changing {
            try service.rejectRescoring(
                .with {
                    $0.campaignID = campaign
                    $0.rescoringID = id.description
                }, $0)
        }
    }

    func cancel(_ id: Identifier, _ work: CampaignRescoring) async throws {
        let (service, campaign) = (service(work), campaign)
        _ = try await school.changing {
            try service.cancelRescoring(
                .with {
                    $0.campaignID = campaign
                    $0.rescoringID = id.description
                }, $0)
        }
    }

    func difference(
        _ id: Identifier, _ work: CampaignRescoring, ceiling: Sensitivity = .raw
    ) async throws -> APIRescoringDifference {
        let (service, campaign) = (service(work), campaign)
        return try await school.reading(ceiling: ceiling) {
            try service.getRescoring(
                .with {
                    $0.campaignID = campaign
                    $0.rescoringID = id.description
                }, $0
            ).difference
        }
    }

    func changes(
        _ id: Identifier, _ work: CampaignRescoring, size: UInt32 = 0
    ) async throws -> [APIRescoringChange] {
        let (service, campaign) = (service(work), campaign)
        var (found, token) = ([APIRescoringChange](), "")
        repeat {
            let from = token
            let page = try await school.reading {
                try service.listRescoringChanges(
                    .with {
                        $0.campaignID = campaign
                        $0.rescoringID = id.description
                        $0.page = .with {
                            $0.size = size
                            $0.token = from
                        }
                    }, $0)
            }
            found += page.changes
            token = page.nextPage
        } while !token.isEmpty
        return found
    }

    /// Comes back when it rests, with how it stands.
    func rested(_ id: Identifier, _ work: CampaignRescoring) async throws -> RescoringRecord {
        for _ in 0..<4_000 {
            if let record = try await record(id), !record.state.isUnderWay { return record }
            try await Task.sleep(for: .milliseconds(2))
        }
        return try #require(try await record(id))
    }

    func record(_ id: Identifier) async throws -> RescoringRecord? {
        try await school.store.read { try $0.rescoring(id) }
    }

    /// The version of each student's result of record.
    func versions() async throws -> [String] {
        let (students, school) = (students, school.school)
        return try await self.school.store.read { transaction in
            try students.compactMap { student in
                try transaction.sheets(ofStudent: student).first.flatMap {
                    try transaction.result(ofSheet: $0.id, school: school)?.instrument.version
                }
            }
        }
    }

    func warnings(of student: Identifier) async throws -> [WarningRecord] {
        try await school.store.read { try $0.warnings(ofStudent: student) }
    }

    // MARK: - The new version

    static func newScore(_ answers: [Int64?]) -> InstrumentScore {
        var score = ScoringDouble.phq9(answers)
        switch score.scales[0].raw {
        case 9_000: score.scales[0].band = "moderate"
        case 20_000, 21_000: score.scales[0].band = "moderately_severe"
        default: break
        }
        if answers.first == 3 { score.criticalItems.append("item1") }
        return score
    }

    private static func manifest(new: Bool) throws -> Manifest {
        let bytes = try #require(ScreeningSchool.manifestBytes)
        guard new else { return try ManifestLoader.load(Array(bytes)) }
        var object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        object["version"] = "1.1.0"
        var critical = try #require(object["criticalItems"] as? [[String: Any]])
        var item = try #require(critical.first)
        item["id"] = "item1"
        item["item"] = 1
        item["atLeast"] = 3
        critical.append(item)
        object["criticalItems"] = critical
        var scales = try #require(object["scales"] as? [[String: Any]])
        var bands = try #require(scales[0]["bands"] as? [[String: Any]])
        for (index, (from, to)) in [(0, 4_000), (5_000, 8_000), (9_000, 14_000), (15_000, 21_000), (22_000, 27_000)]
            .enumerated()
        {
            bands[index]["from"] = from
            bands[index]["to"] = to
        }
        scales[0]["bands"] = bands
        object["scales"] = scales
        return try ManifestLoader.load(Array(try JSONSerialization.data(withJSONObject: object)))
    }
}

/// Stops at one commit, as a kill would between two steps, and lets all later ones through: they are of the next start.
final class OneCut: BatchParticipant {
    private let moment: CommitCut.Moment
    private let number: Int
    private let commits = Mutex(0)
    private let action: @Sendable () -> Void

    init(_ moment: CommitCut.Moment, _ number: Int, action: @escaping @Sendable () -> Void) {
        self.moment = moment
        self.number = number
        self.action = action
    }

    var hasCut: Bool { commits.withLock { $0 } > number }

    func closureDidSucceed() {}
    func closureDidFail() {}

    func willCommit(_ transaction: WriteTransaction) throws {
        guard moment == .beforeCommit else { return }
        let isNow = commits.withLock { commits in
            commits += 1
            return commits == number + 1
        }
        if isNow { throw StoreError.closed }
    }

    func didCommit() {
        guard moment == .afterCommit else { return }
        let isNow = commits.withLock { commits in
            commits += 1
            return commits == number + 1
        }
        if isNow { action() }
    }

    func didRollback() {}
}
