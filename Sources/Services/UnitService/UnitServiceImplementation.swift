internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.UnitService`: the tree of organisation.
public struct UnitServiceImplementation: UnitService {
    public init() {}

    public func createUnit(_ request: APICreateUnitRequest, _ call: ChangingCall) throws -> APICreateUnitResponse {
        let parent = try Identifier.ifPresent(request.parentID, field: "parentId").map { id in
            try call.transaction.openUnit(id)
        }
        let unit = try UnitDraft(request).unit(under: parent, id: call.newIdentifier(), at: call.context.now)
        try call.transaction.checkNameIsFree(unit.name, for: unit)
        try call.transaction.insert(unit)
        call.unitsChanged()
        call.count(.units, 1)
        return .with { $0.unit = APIUnit(unit) }
    }

    public func getUnit(_ request: APIGetUnitRequest, _ call: ReadingCall) throws -> APIGetUnitResponse {
        let unit = try call.transaction.unitInFull(try Identifier(request.unitID, field: "unitId"))
        return .with { $0.unit = APIUnit(unit) }
    }

    public func listUnits(_ request: APIListUnitsRequest, _ call: ReadingCall) throws -> APIListUnitsResponse {
        let roots =
            if let unit = try Identifier.ifPresent(request.unitID, field: "unitId") {
                [unit]
            } else {
                try call.transaction.childUnits(of: nil).map(\.id)
            }
        let units = try roots.flatMap { try call.transaction.unitSubtree(of: $0) }
        return .with { $0.units = units.map(APIUnit.init) }
    }

    public func renameUnit(_ request: APIRenameUnitRequest, _ call: ChangingCall) throws -> APIRenameUnitResponse {
        var unit = try call.transaction.openUnit(try Identifier(request.unitID, field: "unitId"))
        unit.name = try UnitName.checked(request.name)
        try call.transaction.checkNameIsFree(unit.name, for: unit)
        try call.transaction.update(unit)
        call.unitsChanged()
        call.count(.units, 1)
        return .with { $0.unit = APIUnit(unit) }
    }

    public func closeUnit(_ request: APICloseUnitRequest, _ call: ChangingCall) throws -> APICloseUnitResponse {
        var unit = try call.transaction.openUnit(try Identifier(request.unitID, field: "unitId"))
        try call.transaction.checkIsEmpty(unit)
        unit.closedAt = call.context.now
        try call.transaction.update(unit)
        call.unitsChanged()
        call.count(.units, 1)
        return .with { $0.unit = APIUnit(unit) }
    }
}
