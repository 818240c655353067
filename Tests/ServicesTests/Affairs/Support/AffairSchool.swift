import Access
import Domain
import Foundation
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services
@testable import Store

/// Two schools that consult experts and refer to hospitals through the router. The people are of the first school, but
/// for the stranger, who is a counsellor in the second.
final class AffairSchool: Sendable {
    /// 2026-11-04T08:00:00+08:00.
    static let start = Timestamp(milliseconds: 1_793_750_400_000)
    static let zone = Duration.seconds(8 * 3_600)
    static let names = (school: "求真试验中学", schoolClass: "八年级3班", hospital: "市第四医院", otherHospital: "省立医院")

    let premises: Premises
    var temporary: TemporaryFolder { premises.temporary }
    var clock: ManualClock { premises.clock }
    var random: SeededRandomSource { premises.random }
    var store: Store { premises.store }
    let school: Identifier
    let otherSchool: Identifier
    let schoolClass: Identifier
    let hospital: Identifier
    let otherHospital: Identifier
    let background: BackgroundDesk

    let counsellor: Party
    let secondCounsellor: Party
    let crisisLead: Party
    let classTeacher: Party
    let stranger: Party
    let registrar: Party
    let experts: [Party]
    /// On the panel of the other school.
    let foreignExpert: Party
    let liaison: Party
    let otherLiaison: Party
    let officer: Party

    /// Closes the school whatever becomes of `body`.
    static func open(_ body: (AffairSchool) async throws -> Void) async throws {
        let school = try await AffairSchool()
        try await school.premises.closing { try await body(school) }
    }

    private init() async throws {
        let premises = try await Premises(from: AffairSchool.start, seed: 20_261_125)
        self.premises = premises
        func identifier() -> Identifier { premises.identifier() }
        let now = premises.clock.now()

        let (school, otherSchool, schoolClass) = (identifier(), identifier(), identifier())
        let (hospital, otherHospital) = (identifier(), identifier())
        (self.school, self.otherSchool, self.schoolClass) = (school, otherSchool, schoolClass)
        (self.hospital, self.otherHospital) = (hospital, otherHospital)
        let seats: [(role: Role, kind: String, place: Identifier)] = [
            (.counsellor, "unit", school), (.counsellor, "unit", school), (.crisisLead, "unit", school),
            (.classTeacher, "unit", schoolClass), (.counsellor, "unit", otherSchool), (.registrar, "unit", school),
            (.expert, "panel", school), (.expert, "panel", school), (.expert, "panel", .installation),
            (.expert, "panel", otherSchool), (.hospitalLiaison, "institution", hospital),
            (.hospitalLiaison, "institution", otherHospital), (.securityOfficer, "installation", .installation),
        ]
        let people = seats.map { CarePerson($0.role, premises.random) }
        try await premises.store.write { transaction in
            func unit(
                _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
                _ name: String, grade: Int? = nil
            ) throws {
                try transaction.insert(
                    UnitRecord(
                        school: school, id: id, parent: parent, kind: kind, stage: .junior, grade: grade, name: name,
                        createdAt: now))
            }
            try unit(school, of: school, under: nil, .school, Self.names.school)
            try unit(otherSchool, of: otherSchool, under: nil, .school, "邻校")
            try unit(schoolClass, of: school, under: school, .schoolClass, Self.names.schoolClass, grade: 8)
            for (id, name) in [(hospital, Self.names.hospital), (otherHospital, Self.names.otherHospital)] {
                try transaction.insert(
                    InstitutionRecord(
                        id: id, unit: nil, kind: .psychiatricHospital, isDesignated: id == hospital,
                        details: .init(name: name, address: "和平路1号", greenChannelContact: id == hospital ? "急诊" : nil),
                        createdBy: .installation, createdAt: now))
            }
            for (person, seat) in zip(people, seats) {
                try premises.admit(person, seat.place, kind: seat.kind, in: transaction)
            }
        }

        let units = try await premises.units()
        background = premises.background(units)
        let policy = try CareSchool.policy()
        var table = MethodTable()
        table.register(ConsultationServiceImplementation(rules: try Self.rules("consultations.json"), zone: Self.zone))
        table.register(ReferralServiceImplementation(rules: try Self.rules("referrals.json"), zone: Self.zone))
        table.register(InstitutionServiceImplementation())
        table.register(
            ArchiveServiceImplementation(
                signals: SignalDesk(rules: try CareSchool.screening()), policy: try CareSchool.policy()))
        table.register(DayServiceImplementation(policy: policy, zone: Self.zone))
        let parties = zip(people, try await premises.serve(table, units, to: people.count)).map { Party($0, $1) }
        (counsellor, secondCounsellor, crisisLead, classTeacher) = (parties[0], parties[1], parties[2], parties[3])
        (stranger, registrar, experts) = (parties[4], parties[5], Array(parties[6...8]))
        (foreignExpert, liaison, otherLiaison, officer) = (parties[9], parties[10], parties[11], parties[12])
    }

    private static func rules<Rules: Decodable>(_ name: String) throws -> Rules {
        try JSONDecoder().decode(Rules.self, from: Data(try ScreeningSchool.configuration(name)))
    }
}
