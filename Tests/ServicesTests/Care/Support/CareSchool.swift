import Access
import Domain
import Foundation
import Instruments
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services
@testable import Store

/// Two schools that serve warnings, care list, plans and archive through the router, in a folder of their own. The
/// people are of the first school, but for the stranger, who is a counsellor in the second.
final class CareSchool: Sendable {
    /// 2026-11-04T08:00:00+08:00.
    static let start = Timestamp(milliseconds: 1_793_750_400_000)

    let premises: Premises
    var temporary: TemporaryFolder { premises.temporary }
    var clock: ManualClock { premises.clock }
    var random: SeededRandomSource { premises.random }
    var store: Store { premises.store }
    let feed = ChangeFeed()
    let school: Identifier
    let otherSchool: Identifier
    let grade: Identifier
    /// Of a university.
    let dorm: Identifier?
    let classes: [Identifier]
    private let units: UnitTree
    let background: BackgroundDesk

    let counsellor: Colleague
    let secondCounsellor: Colleague
    let classTeacher: Colleague
    let peerObserver: Colleague
    let crisisLead: Colleague
    let stranger: Colleague
    let gradeLead: Colleague
    let reporter: Colleague

    /// Closes the school whatever becomes of `body`.
    ///
    /// - Parameters:
    ///   - stage: a university has a department in place of the grade, and a dorm.
    ///   - rules: those that ship if left out.
    static func open(
        _ stage: UnitRecord.Stage = .junior, under rules: WarningRules? = nil,
        _ body: (CareSchool) async throws -> Void
    ) async throws {
        let school = try await CareSchool(stage, rules)
        try await school.premises.closing { try await body(school) }
    }

    private init(_ stage: UnitRecord.Stage, _ warnings: WarningRules?) async throws {
        let premises = try await Premises(from: CareSchool.start, seed: 20_261_104)
        self.premises = premises
        func identifier() -> Identifier { premises.identifier() }
        let now = premises.clock.now()

        let (school, grade, otherSchool) = (identifier(), identifier(), identifier())
        let classes = [identifier(), identifier()]
        let dorm = stage == .university ? identifier() : nil
        self.dorm = dorm
        (self.school, self.otherSchool, self.classes) = (school, otherSchool, classes)
        let roles: [Role] = [
            .counsellor, .counsellor, .classTeacher, .peerObserver, .crisisLead, .counsellor, .gradeLead,
            .externalReporter,
        ]
        let people = roles.map { CarePerson($0, premises.random) }
        let scopes = [school, school, classes[0], classes[0], school, otherSchool, grade, school]
        self.grade = grade
        try await premises.store.write { transaction in
            func unit(
                _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
                grade: Int? = nil
            ) throws {
                try transaction.insert(
                    UnitRecord(
                        school: school, id: id, parent: parent, kind: kind, stage: stage, grade: grade, name: "单位",
                        createdAt: now))
            }
            try unit(school, of: school, under: nil, .school)
            try unit(otherSchool, of: otherSchool, under: nil, .school)
            if let dorm {
                try unit(grade, of: school, under: school, .department)
                try unit(dorm, of: school, under: grade, .dorm)
            } else {
                try unit(grade, of: school, under: school, .grade, grade: 8)
            }
            for id in classes {
                try unit(id, of: school, under: grade, .schoolClass, grade: stage == .junior ? 8 : nil)
            }
            for (person, scope) in zip(people, scopes) {
                try premises.admit(person, scope, in: transaction)
            }
        }

        let units = try await premises.units()
        self.units = units.tree
        background = premises.background(units, feed: feed)
        let zone = Duration.seconds(8 * 3_600)
        var table = MethodTable()
        let (policy, rules) = (try CareSchool.policy(), try CareSchool.screening(warnings, zone: zone))
        let desk = SignalDesk(rules: rules)
        table.register(WarningServiceImplementation(policy: policy, rules: rules))
        table.register(SignalServiceImplementation(desk: desk))
        table.register(NetworkServiceImplementation(policy: policy))
        table.register(NetworkReportServiceImplementation(policy: policy, rules: .shipped, desk: desk, zone: zone))
        table.register(DayServiceImplementation(policy: policy, zone: zone))
        let careRules = try CareSchool.careRules()
        table.register(CareServiceImplementation(rules: careRules, zone: zone))
        table.register(
            PlanServiceImplementation(
                instruments: try CareInstrument.shelf(), policy: policy, rules: careRules, zone: zone))
        table.register(ArchiveServiceImplementation(signals: desk, policy: policy))
        table.register(CircumstanceServiceImplementation(zone: zone))
        table.register(AttachmentServiceImplementation(rules: CareSchool.archive))
        let colleagues = zip(people, try await premises.serve(table, units, feed: feed, to: people.count))
            .map { Colleague($0, $1) }
        (counsellor, secondCounsellor, classTeacher) = (colleagues[0], colleagues[1], colleagues[2])
        (peerObserver, crisisLead, stranger) = (colleagues[3], colleagues[4], colleagues[5])
        (gradeLead, reporter) = (colleagues[6], colleagues[7])
    }

    /// What the daemon does by itself from time to time.
    @discardableResult
    func escalate() async throws -> Int {
        try await WarningEscalation(
            policy: try CareSchool.policy(), deadlines: try CareSchool.screening().deadlines
        ).runOnce(background.begin(.escalations))
    }

    @discardableResult
    func sweep() async throws -> Int {
        try await DaySweep(policy: try CareSchool.policy(), rules: .shipped, zone: .seconds(8 * 3_600))
            .runOnce(background.begin(.daySweeps))
    }

    /// A call of a service's own, past the router.
    func reading<Answer: Sendable>(
        ceiling: Sensitivity, _ body: @escaping @Sendable (ReadingCall) throws -> Answer
    ) async throws -> Answer {
        let context = CallContext(
            identity: Identity(accountID: counsellor.id, studentID: nil, grants: []), peer: nil, purpose: "test",
            ceiling: ceiling, now: clock.now(), requestID: "test", target: .unit(school), sessionTokenHash: nil)
        let units = units
        return try await store.read { transaction in
            try body(ReadingCall(context: context, transaction: transaction, units: units))
        }
    }

    static func screening(
        _ warnings: WarningRules? = nil, zone: Duration = .seconds(8 * 3_600)
    ) throws -> ScreeningRules {
        let decoder = JSONDecoder()
        return ScreeningRules(
            warnings: try warnings
                ?? decoder.decode(
                    WarningRules.self, from: Data(try ScreeningSchool.configuration("warnings.json"))),
            deadlines: try decoder.decode(
                WarningDeadlines.self, from: Data(try ScreeningSchool.configuration("deadlines.json"))), zone: zone)
    }

    /// Files of at most 100 kB, three a student, 200 kB together.
    static let archive = ArchiveRules(
        attachments: .init(
            mostBytes: 100_000, mostOfStudent: 3, mostBytesOfStudent: 200_000, types: [.pdf, .png],
            unfinishedFor: TimeSpan(.seconds(3_600))))

    static func careRules() throws -> CareRules {
        try JSONDecoder().decode(CareRules.self, from: Data(try ScreeningSchool.configuration("care.json")))
    }

    static func policy() throws -> Policy {
        try Policy(json: try ScreeningSchool.configuration("policy.json"))
    }
}
