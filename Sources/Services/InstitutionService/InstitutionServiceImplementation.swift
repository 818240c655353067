internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.InstitutionService`: the institutions outside of school to which students are referred.
public struct InstitutionServiceImplementation: InstitutionService {
    public init() {}

    public func createInstitution(
        _ request: APICreateInstitutionRequest, _ call: ChangingCall
    ) throws -> APICreateInstitutionResponse {
        let unit = try Identifier.ifPresent(request.unitID, field: "unitId")
        let asked = try InstitutionDraft(request.details)
        let institution = InstitutionRecord(
            id: call.newIdentifier(), unit: unit, kind: asked.kind, isDesignated: asked.isDesignated,
            details: asked.details, createdBy: call.context.accountID, createdAt: call.context.now)
        try call.transaction.insert(institution)
        call.count(.institutions, 1)
        return .with { $0.institution = APIInstitution(institution) }
    }

    public func updateInstitution(
        _ request: APIUpdateInstitutionRequest, _ call: ChangingCall
    ) throws -> APIUpdateInstitutionResponse {
        var institution = try call.transaction.institutionInFull(request.institutionID)
        let asked = try InstitutionDraft(request.details)
        guard institution.closedAt == nil else {
            throw RPCError.failedPrecondition("the institution is closed; create another")
        }
        institution.kind = asked.kind
        institution.isDesignated = asked.isDesignated
        institution.details = asked.details
        try call.transaction.update(institution)
        call.count(.institutions, 1)
        return .with { $0.institution = APIInstitution(institution) }
    }

    public func closeInstitution(
        _ request: APICloseInstitutionRequest, _ call: ChangingCall
    ) throws -> APICloseInstitutionResponse {
        var institution = try call.transaction.institutionInFull(request.institutionID)
        guard institution.closedAt == nil else {
            throw RPCError.failedPrecondition("the institution is closed already")
        }
        institution.closedAt = call.context.now
        try call.transaction.update(institution)
        call.count(.institutions, 1)
        return .with { $0.institution = APIInstitution(institution) }
    }

    public func listInstitutions(
        _ request: APIListInstitutionsRequest, _ call: ReadingCall
    ) throws -> APIListInstitutionsResponse {
        let unit = try Identifier.ifPresent(request.unitID, field: "unitId")
        let units: [Identifier?] = (unit.map { call.units.path(of: $0).map(\.id) } ?? []) + [nil]
        let found = try units.flatMap { try call.transaction.openInstitutions(ofUnit: $0) }
            .sorted {
                ($0.isDesignated ? 0 : 1, $0.details.name, $0.id) < ($1.isDesignated ? 0 : 1, $1.details.name, $1.id)
            }
        call.count(.institutions, found.count)
        return .with { $0.institutions = found.map(APIInstitution.init) }
    }
}
