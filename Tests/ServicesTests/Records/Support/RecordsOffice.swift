import Access
import AuditLog
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

/// An installation with two schools that serves transfers and the rights of those whom archives are about, in a folder of
/// its own. Two of them stand for two installations.
final class RecordsOffice: Sendable {
    static let start = Timestamp(milliseconds: 1_793_750_400_000)
    static let zone = Duration.seconds(8 * 3_600)

    let premises: Premises
    var temporary: TemporaryFolder { premises.temporary }
    var clock: ManualClock { premises.clock }
    var random: SeededRandomSource { premises.random }
    var store: Store { premises.store }
    var keys: KeyStore { premises.keys }
    var ring: KeyRing { premises.ring }
    var log: AuditLog { premises.log }
    let rules: RetentionRules
    let indexes: StudentIndexes
    let erasing: ErasureWork
    let school: Identifier
    let otherSchool: Identifier
    let schoolClass: Identifier
    let otherClass: Identifier

    let counsellor: Keeper
    let registrar: Keeper
    let crisisLead: Keeper
    let otherCounsellor: Keeper
    let otherRegistrar: Keeper
    let officer: Keeper
    let classTeacher: Keeper

    static func open(
        seed: UInt64 = 20_261_130, origin: String = "school.example/xinyu",
        _ body: (RecordsOffice) async throws -> Void
    ) async throws {
        let office = try await RecordsOffice(seed, origin)
        try await office.premises.closing { try await body(office) }
    }

    private init(_ seed: UInt64, _ origin: String) async throws {
        let premises = try await Premises(from: RecordsOffice.start, seed: seed, origin: origin)
        self.premises = premises
        func identifier() -> Identifier { premises.identifier() }
        let (now, ring, log) = (premises.clock.now(), premises.ring, premises.log)
        let (school, otherSchool, schoolClass, otherClass) = (identifier(), identifier(), identifier(), identifier())
        (self.school, self.otherSchool) = (school, otherSchool)
        (self.schoolClass, self.otherClass) = (schoolClass, otherClass)
        let seats: [(role: Role, kind: String, place: Identifier)] = [
            (.counsellor, "unit", school), (.registrar, "unit", school), (.crisisLead, "unit", school),
            (.counsellor, "unit", otherSchool), (.registrar, "unit", otherSchool),
            (.securityOfficer, "installation", .installation), (.classTeacher, "unit", schoolClass),
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
            try unit(school, of: school, under: nil, .school, "求真试验中学")
            try unit(otherSchool, of: otherSchool, under: nil, .school, "向阳试验中学")
            try unit(schoolClass, of: school, under: school, .schoolClass, "八年级3班", grade: 8)
            try unit(otherClass, of: otherSchool, under: otherSchool, .schoolClass, "八年级1班", grade: 8)
            for (person, seat) in zip(people, seats) {
                try premises.admit(person, seat.place, kind: seat.kind, in: transaction)
            }
        }
        let units = try await premises.units()
        let policy = try CareSchool.policy()
        rules = try JSONDecoder().decode(
            RetentionRules.self, from: Data(try ScreeningSchool.configuration("retention.json")))
        indexes = StudentIndexes(ring, bits: 16)
        erasing = ErasureWork(store: premises.store, log: log, clock: premises.clock)
        var table = MethodTable()
        table.register(
            ArchiveTransferServiceImplementation(
                log: log, ring: ring, indexes: indexes, rules: rules, zone: Self.zone))
        table.register(
            DataRightsServiceImplementation(
                log: log, erasing: erasing, rules: rules, zone: Self.zone, cost: .minimal))
        table.register(
            ArchiveServiceImplementation(signals: SignalDesk(rules: try CareSchool.screening()), policy: policy))
        table.register(CareServiceImplementation(rules: try CareSchool.careRules(), zone: Self.zone))
        let keepers = zip(people, try await premises.serve(table, units, to: people.count)).map { Keeper($0, $1) }
        (counsellor, registrar, crisisLead) = (keepers[0], keepers[1], keepers[2])
        (otherCounsellor, otherRegistrar, officer, classTeacher) = (keepers[3], keepers[4], keepers[5], keepers[6])
    }

    /// What the daemon does by itself from time to time.
    func tidy() async throws {
        try await RetentionWork(
            store: store, log: log, rules: rules, zone: Self.zone, clock: clock, random: random
        ).runOnce()
    }
}
