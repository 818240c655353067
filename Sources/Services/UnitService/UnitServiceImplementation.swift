public import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.UnitService`: the tree of organisation.
public struct UnitServiceImplementation: UnitService {
    private let policy: Policy

    public init(policy: Policy) { self.policy = policy }

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

    public func listMyUnits(_ request: APIListMyUnitsRequest, _ call: ReadingCall) throws -> APIListUnitsResponse {
        let units = try rootsWithinReach(call).flatMap { try call.transaction.unitSubtree(of: $0) }
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

extension UnitServiceImplementation {
    /// The highest units that the caller may read: none of them lies below another.
    private func rootsWithinReach(_ call: ReadingCall) throws -> [Identifier] {
        let (identity, now) = (call.context.identity, call.context.now)
        let grants = identity.grants.filter { $0.isInForce(at: now) && policy.holds($0.role, .unitRead) }
        if grants.contains(where: { $0.scope == .installation }) {
            return try call.transaction.childUnits(of: nil).map(\.id)
        }
        var granted: [Identifier] = []
        for case .unit(let unit) in grants.map(\.scope) where !granted.contains(unit) { granted.append(unit) }
        return granted.filter { unit in !granted.contains { $0 != unit && call.units.contains($0, unit) } }
    }
}
