internal import Domain
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
