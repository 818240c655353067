import Access
import AuditLog
import Domain
import Foundation
import Instruments
import Store
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services

/// A county with two schools that serve crises, case reports, trauma protocols, special periods and days through the
/// router, in a folder of their own. The people are of the first school, but for the stranger, a crisis lead of the
/// second.
final class CrisisSchool: Sendable {
    /// 2026-11-04T08:00:00+08:00.
    static let start = Timestamp(milliseconds: 1_793_750_400_000)
    static let zone = Duration.seconds(8 * 3_600)

    let premises: Premises
    var temporary: TemporaryFolder { premises.temporary }
    var clock: ManualClock { premises.clock }
    var random: SeededRandomSource { premises.random }
    var store: Store { premises.store }
    var log: AuditLog { premises.log }
    let feed = ChangeFeed()
    let units: UnitDirectory
    let county: Identifier
    let school: Identifier
    let otherSchool: Identifier
    let classes: [Identifier]
    let background: BackgroundDesk

    let counsellor: Responder
    let secondCounsellor: Responder
    let crisisLead: Responder
    let secondLead: Responder
    let classTeacher: Responder
    let supervisor: Responder
    let stranger: Responder

    /// Everybody who may not see anything of crises, with what they are.
    var outsiders: [Responder] { [classTeacher, supervisor] }

    /// Closes the school whatever becomes of `body`.
    static func open(_ body: (CrisisSchool) async throws -> Void) async throws {
        let school = try await CrisisSchool()
        try await school.premises.closing { try await body(school) }
    }

    static func rules() throws -> CrisisRules {
        try JSONDecoder().decode(
            CrisisRules.self, from: Data(try ScreeningSchool.configuration("crisis.json")))
    }

    private init() async throws {
        let premises = try await Premises(from: CrisisSchool.start, seed: 20_261_125)
        self.premises = premises
        func identifier() -> Identifier { premises.identifier() }
        let now = premises.clock.now()

        let (county, school, grade, otherSchool) = (identifier(), identifier(), identifier(), identifier())
        let classes = [identifier(), identifier()]
        (self.county, self.school, self.otherSchool, self.classes) = (county, school, otherSchool, classes)
        let people = [Role.counsellor, .counsellor, .crisisLead, .crisisLead, .classTeacher, .supervisor, .crisisLead]
            .map { CarePerson($0, premises.random) }
        let scopes = [school, school, school, school, classes[0], county, otherSchool]
        try await premises.store.write { transaction in
            func unit(
                _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
                _ stage: UnitRecord.Stage? = .junior, grade: Int? = nil
            ) throws {
                try transaction.insert(
                    UnitRecord(
                        school: school, id: id, parent: parent, kind: kind, stage: stage, grade: grade, name: "单位",
                        createdAt: now))
            }
            try unit(county, of: .installation, under: nil, .county, nil)
            try unit(school, of: school, under: county, .school)
            try unit(otherSchool, of: otherSchool, under: county, .school, .senior)
            try unit(grade, of: school, under: school, .grade, grade: 8)
            for id in classes { try unit(id, of: school, under: grade, .schoolClass, grade: 8) }
            for (age, (person, scope)) in zip(people, scopes).enumerated() {
                try premises.admit(person, scope, later: .milliseconds(Int64(age)), in: transaction)
            }
        }

        let units = try await premises.units()
        self.units = units
        background = premises.background(units, feed: feed)
        let policy = try CareSchool.policy()
        let rules = try CrisisSchool.rules()
        let trauma = try JSONDecoder().decode(
            TraumaRules.self, from: Data(try ScreeningSchool.configuration("trauma.json")))
        var table = MethodTable()
        table.register(CrisisServiceImplementation(rules: rules, policy: policy))
        table.register(CaseReportServiceImplementation(log: premises.log, zone: Self.zone))
        table.register(TraumaServiceImplementation(rules: trauma, policy: policy, zone: Self.zone))
        table.register(SpecialPeriodServiceImplementation(rules: rules, zone: Self.zone))
        table.register(CareServiceImplementation(rules: try CareSchool.careRules(), zone: Self.zone))
        table.register(
            ArchiveServiceImplementation(
                signals: SignalDesk(rules: try CareSchool.screening()), policy: try CareSchool.policy()))
        table.register(DayServiceImplementation(policy: policy, zone: Self.zone))
        let responders = zip(people, try await premises.serve(table, units, feed: feed, to: people.count))
            .map { Responder($0, $1) }
        (counsellor, secondCounsellor) = (responders[0], responders[1])
        (crisisLead, secondLead) = (responders[2], responders[3])
        (classTeacher, supervisor, stranger) = (responders[4], responders[5], responders[6])
    }
}
