import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Institutions")
struct InstitutionTests {
    private static func details(_ name: String, designated: Bool = false) -> APIInstitutionDetails {
        .with {
            $0.name = name
            $0.kind = .generalHospital
            $0.isDesignated = designated
            $0.greenChannelContact = designated ? "心身科 8001" : ""
        }
    }

    @Test func areKeptByTheRegistrarOfTheirSchools() async throws {
        try await AffairSchool.open { school in
            let (registrar, unit) = (school.registrar, school.school.description)
            let created = try await registrar.institutions.createInstitution(
                .with {
                    $0.unitID = unit
                    $0.details = Self.details("校医院", designated: true)
                }, registrar.meta
            ).institution
            #expect(created.details.name == "校医院")
            let listed = try await school.counsellor.institutionList(school.schoolClass)
            #expect(
                Set(listed.map(\.details.name)) == [
                    "校医院", AffairSchool.names.hospital, AffairSchool.names.otherHospital,
                ])
            #expect(listed.map(\.details.isDesignated) == [true, true, false])
            #expect(try await school.stranger.institutionList(school.otherSchool).count == 2)

            let updated = try await registrar.institutions.updateInstitution(
                .with {
                    $0.institutionID = created.id
                    $0.details = Self.details("附属医院")
                }, registrar.meta
            ).institution
            #expect(updated.details.name == "附属医院")
            #expect(updated.details.greenChannelContact.isEmpty)
            func close() async throws -> APICloseInstitutionResponse {
                try await registrar.institutions.closeInstitution(
                    .with { $0.institutionID = created.id }, registrar.meta)
            }
            #expect(try await close().institution.hasClosedAt)
            #expect(try await failure(close)?.status == .failedPrecondition)
            #expect(try await school.counsellor.institutionList(school.school).count == 2)
            // Those that are there for all are not one school's to change.
            let hospital = school.hospital.description
            let refusal = try await failure {
                try await registrar.institutions.closeInstitution(.with { $0.institutionID = hospital }, registrar.meta)
            }
            #expect(refusal?.status == .notFound)
        }
    }

    @Test func haveANameAndAKind() async throws {
        try await AffairSchool.open { school in
            let (registrar, unit) = (school.registrar, school.school.description)
            for (details, field) in [
                (APIInstitutionDetails.with { $0.name = "医院" }, "details.kind"), (Self.details(" "), "details.name"),
            ] {
                let refusal = try await failure {
                    try await registrar.institutions.createInstitution(
                        .with {
                            $0.unitID = unit
                            $0.details = details
                        }, registrar.meta)
                }
                #expect(refusal?.details.fieldViolations.map(\.field) == [field])
            }
        }
    }

    @Test func takeNobodyAnyMoreOnceClosed() async throws {
        try await AffairSchool.open { school in
            let drafted = try await school.referral(.consented, of: try await school.enrol())
            let sent = try await school.referral(.sent, of: try await school.enrol())
            let (hospital, now) = (school.hospital, school.clock.now())
            try await school.store.write { transaction in
                var institution = try #require(try transaction.institution(hospital))
                institution.closedAt = now
                try transaction.update(institution)
            }
            let student = try await school.enrol()
            let refusal = try await failure { try await school.counsellor.draft(student, to: hospital) }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["institutionId"])
            #expect(try await failure { try await school.counsellor.send(drafted) }?.status == .failedPrecondition)
            // What is on its way is finished.
            #expect(try await school.liaison.receive(sent).state == .received)
        }
    }
}

extension Party {
    fileprivate func institutionList(_ unit: Identifier) async throws -> [APIInstitution] {
        try await institutions.listInstitutions(.with { $0.unitID = unit.description }, meta).institutions
    }
}
