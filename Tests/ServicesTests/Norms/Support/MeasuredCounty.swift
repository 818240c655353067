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

/// Somebody who is logged in, with clients for norms, figures and results.
struct Measurer: Sendable {
    let id: Identifier
    let meta: CallMeta
    let norms: NormServiceClient
    let psychometrics: PsychometricsServiceClient
    let results: ResultServiceClient
}

/// A county of two schools with grades 7 and 8, which answer PHQ-9; a counsellor of the first school, a supervisor of the
/// county, an instrument manager and a class teacher.
final class MeasuredCounty: Sendable {
    static let hash = [UInt8](repeating: 7, count: 32)
    /// Whose signatures count.
    static let key: MinisignSecretKey = {
        let random = SeededRandomSource(seed: 77)
        return MinisignSecretKey(SigningKey(randomFrom: random), random: random)
    }()

    let premises: Premises
    var clock: ManualClock { premises.clock }
    var random: SeededRandomSource { premises.random }
    var store: Store { premises.store }
    let shelf: InstrumentShelf
    let county: Identifier
    let schools: [Identifier]
    /// By school, then grade 7 and 8.
    let classes: [[Identifier]]
    let counsellor: Measurer
    let supervisor: Measurer
    let manager: Measurer
    let teacher: Measurer

    /// Closes the county whatever becomes of `body`.
    static func open(_ body: (MeasuredCounty) async throws -> Void) async throws {
        let county = try await MeasuredCounty()
        try await county.premises.closing { try await body(county) }
    }

    private init() async throws {
        let premises = try await Premises(from: CareSchool.start, seed: 20_261_130)
        self.premises = premises
        @Sendable func identifier() -> Identifier { premises.identifier() }
        let now = premises.clock.now()
        let county = identifier()
        let schools = [identifier(), identifier()]
        let classes = schools.map { _ in [identifier(), identifier()] }
        (self.county, self.schools, self.classes) = (county, schools, classes)
        let roles: [Role] = [.counsellor, .supervisor, .instrumentManager, .classTeacher]
        let people = roles.map { CarePerson($0, premises.random) }
        let scopes = [schools[0], county, .installation, classes[0][0]]
        try await premises.store.write { transaction in
            try Self.lay(county, schools, classes, at: now, identifier, in: transaction)
            for (person, scope) in zip(people, scopes) {
                try premises.admit(
                    person, scope, kind: scope == .installation ? "installation" : "unit", in: transaction)
            }
            try transaction.insert(
                InstrumentRecord(
                    id: "phq9", version: "1.0.0", hash: Self.hash, state: .active, installedBy: .installation,
                    installedAt: now, manifestHash: Self.hash))
        }
        let manifest = try ManifestLoader.load(Array(try #require(ScreeningSchool.manifestBytes)))
        let trusted = try #require(TrustedKey(file: Self.key.publicKey.text))
        let shelf = InstrumentShelf(keys: { [trusted] }) { $0.id == "phq9" ? manifest : nil }
        self.shelf = shelf

        let units = try await premises.units()
        var table = MethodTable()
        let validity = try ScreeningSchool.validityRules()
        table.register(NormServiceImplementation(shelf: shelf))
        table.register(PsychometricsServiceImplementation(shelf: shelf, validity: validity))
        table.register(ResultServiceImplementation(shelf: shelf, validity: validity))
        let measurers = zip(people, try await premises.serve(table, units, to: people.count)).map { person, client in
            Measurer(
                id: person.id, meta: CallMeta(authorization: "Bearer " + person.token.text, purpose: "常模研究"),
                norms: NormServiceClient(client), psychometrics: PsychometricsServiceClient(client),
                results: ResultServiceClient(client))
        }
        (counsellor, supervisor, manager, teacher) = (measurers[0], measurers[1], measurers[2], measurers[3])
    }

    private static func lay(
        _ county: Identifier, _ schools: [Identifier], _ classes: [[Identifier]], at now: Timestamp,
        _ identifier: () -> Identifier, in transaction: WriteTransaction
    ) throws {
        func unit(
            _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
            stage: UnitRecord.Stage? = .junior, grade: Int? = nil
        ) throws {
            try transaction.insert(
                UnitRecord(
                    school: school, id: id, parent: parent, kind: kind, stage: stage, grade: grade, name: "单位",
                    createdAt: now))
        }
        try unit(county, of: .installation, under: nil, .county, stage: nil)
        for (school, classes) in zip(schools, classes) {
            try unit(school, of: school, under: county, .school)
            for (index, schoolClass) in classes.enumerated() {
                let grade = identifier()
                try unit(grade, of: school, under: school, .grade, grade: 7 + index)
                try unit(schoolClass, of: school, under: grade, .schoolClass, grade: 7 + index)
            }
        }
    }
}
