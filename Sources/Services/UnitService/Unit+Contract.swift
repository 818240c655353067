internal import Domain
internal import JSONRPC
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIUnit {
    init(_ unit: UnitRecord) {
        self.init()
        id = unit.id.description
        parentID = unit.parent?.description ?? ""
        kind = APIUnitKind(UnitKind(unit.kind))
        stage = unit.stage.map { APISchoolStage(SchoolStage($0)) } ?? .unspecified
        name = unit.name
        grade = UInt32(unit.grade ?? 0)
        if let closed = unit.closedAt { closedAt = Google_Protobuf_Timestamp(closed) }
    }
}

extension APIUnitKind {
    init(_ kind: UnitKind) {
        self =
            switch kind {
            case .province: .province
            case .city: .city
            case .county: .county
            case .school: .school
            case .grade: .grade
            case .department: .department
            case .class: .class
            case .dorm: .dorm
            }
    }
}

extension UnitKind {
    /// Nothing for a kind that the contract does not name.
    init?(_ kind: APIUnitKind) {
        guard let kind = UnitKind.allCases.first(where: { APIUnitKind($0) == kind }) else { return nil }
        self = kind
    }
}

extension APISchoolStage {
    init(_ stage: SchoolStage) {
        self =
            switch stage {
            case .primary: .primary
            case .junior: .junior
            case .senior: .senior
            case .vocational: .vocational
            case .higherVocational: .higherVocational
            case .university: .university
            }
    }
}

extension SchoolStage {
    /// Nothing for a stage that the contract does not name.
    init?(_ stage: APISchoolStage) {
        guard let stage = SchoolStage.allCases.first(where: { APISchoolStage($0) == stage }) else { return nil }
        self = stage
    }
}
