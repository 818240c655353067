internal import Domain
internal import JSONRPC
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// What is asked of an institution, checked.
struct InstitutionDraft {
    let kind: InstitutionRecord.Kind
    let isDesignated: Bool
    let details: InstitutionRecord.Details

    init(_ asked: APIInstitutionDetails) throws(RPCError) {
        kind = try InstitutionRecord.Kind(asked.kind, field: "details.kind")
        isDesignated = asked.isDesignated
        details = InstitutionRecord.Details(
            name: try FreeText.required(asked.name, field: "details.name"),
            address: try FreeText.optional(asked.address, field: "details.address"),
            greenChannelContact: try FreeText.optional(
                asked.greenChannelContact, field: "details.greenChannelContact"))
    }
}

extension InstitutionRecord {
    /// Whether students of a school can be referred to it: it is open, and is there for the school or for all.
    func isOpen(to school: Identifier, in units: UnitTree) -> Bool {
        closedAt == nil && (unit.map { units.contains($0, school) } ?? true)
    }

    /// A green channel (绿色通道, T24) is what a designated hospital has agreed to, with somebody to call.
    var hasGreenChannel: Bool { isDesignated && details.greenChannelContact != nil }
}

extension ReadTransaction {
    /// The institution in a request's `institutionId`.
    func institutionInFull(_ text: String) throws -> InstitutionRecord {
        guard let institution = try institution(Identifier(text, field: "institutionId")) else {
            throw RPCError.notFound()
        }
        return institution
    }
}

extension APIInstitution {
    init(_ institution: InstitutionRecord) {
        self.init()
        id = institution.id.description
        unitID = institution.unit?.description ?? ""
        details.name = institution.details.name
        details.kind = APIInstitutionKind(institution.kind)
        details.address = institution.details.address ?? ""
        details.isDesignated = institution.isDesignated
        details.greenChannelContact = institution.details.greenChannelContact ?? ""
        createdAt = Google_Protobuf_Timestamp(institution.createdAt)
        if let moment = institution.closedAt { closedAt = Google_Protobuf_Timestamp(moment) }
    }
}

extension APIInstitutionKind {
    fileprivate init(_ kind: InstitutionRecord.Kind) {
        self =
            switch kind {
            case .psychiatricHospital: .psychiatricHospital
            case .generalHospital: .generalHospital
            case .childrenHospital: .childrenHospital
            case .crisisCentre: .crisisCentre
            case .counsellingCentre: .counsellingCentre
            }
    }
}

extension InstitutionRecord.Kind {
    fileprivate init(_ kind: APIInstitutionKind, field: String) throws(RPCError) {
        switch kind {
        case .psychiatricHospital: self = .psychiatricHospital
        case .generalHospital: self = .generalHospital
        case .childrenHospital: self = .childrenHospital
        case .crisisCentre: self = .crisisCentre
        case .counsellingCentre: self = .counsellingCentre
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be a kind of institution, as INSTITUTION_KIND_PSYCHIATRIC_HOSPITAL")
        }
    }
}
