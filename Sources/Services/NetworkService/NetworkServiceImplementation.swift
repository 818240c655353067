public import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.NetworkService`: a named person at each unit of the early-warning network, and where one is missing.
public struct NetworkServiceImplementation: NetworkService {
    private let policy: Policy

    public init(policy: Policy) { self.policy = policy }

    public func getNetwork(_ request: APIGetNetworkRequest, _ call: ReadingCall) throws -> APIGetNetworkResponse {
        let (unit, _) = try call.school(ofUnit: request.unitID)
        return try .with {
            $0.nodes = try call.units.subtree(of: unit).filter(NetworkGap.isNode).map { node in
                try .with {
                    $0.unitID = node.id.description
                    $0.parentID = node.parentID?.description ?? ""
                    $0.kind = APIUnitKind(node.kind)
                    $0.name = try call.transaction.unit(node.id)?.name ?? ""
                    $0.duties = try call.transaction.networkDuties(ofUnit: node.id, notEndedAt: call.context.now)
                        .map { try Self.contract($0, call) }
                }
            }
        }
    }

    public func assignResponsible(
        _ request: APIAssignResponsibleRequest, _ call: ChangingCall
    ) throws -> APIAssignResponsibleResponse {
        let (unit, school) = try call.reading.school(ofUnit: request.unitID)
        let account = try Identifier(request.accountID, field: "accountId")
        let part = try NetworkPart(request.part, field: "part")
        let startsAt = request.hasStartsAt ? try Timestamp(request.startsAt, field: "startsAt") : call.context.now
        let endsAt = request.hasEndsAt ? try Timestamp(request.endsAt, field: "endsAt") : nil
        guard let node = call.units[unit], NetworkGap.isNode(node) else {
            throw RPCError.failedPrecondition("the unit is closed: the network has no place there")
        }
        guard try call.transaction.accountState(account) == .active else {
            throw RPCError.invalidArgument(field: "accountId", description: "must be an account that is active")
        }
        guard endsAt.map({ startsAt < $0 }) ?? true else {
            throw RPCError.invalidArgument(field: "endsAt", description: "must lie after startsAt")
        }
        let others = try call.transaction.networkDuties(ofUnit: unit, notEndedAt: startsAt)
            .filter { other in endsAt.map { other.startsAt < $0 } ?? true }
        if others.contains(where: { $0.account == account }) {
            throw RPCError.alreadyExists("the person is named for this unit in that time already")
        }
        if part == .responsible, others.contains(where: { $0.part == .responsible }) {
            throw RPCError.failedPrecondition(
                "another person is responsible for this unit in that time: end that with EndResponsibility first")
        }
        let duty = NetworkDutyRecord(
            school: school, id: call.newIdentifier(), unit: unit, account: account, part: part, startsAt: startsAt,
            endsAt: endsAt, assignedBy: call.context.accountID, assignedAt: call.context.now)
        try call.transaction.insert(duty)
        call.count(.duties, 1)
        return try .with { $0.duty = try Self.contract(duty, call.reading) }
    }

    public func endResponsibility(
        _ request: APIEndResponsibilityRequest, _ call: ChangingCall
    ) throws -> APIEndResponsibilityResponse {
        guard var duty = try call.transaction.networkDuty(try Identifier(request.dutyID, field: "dutyId")) else {
            throw RPCError.notFound()
        }
        let endsAt = request.hasEndsAt ? try Timestamp(request.endsAt, field: "endsAt") : call.context.now
        guard duty.endsAt.map({ call.context.now < $0 }) ?? true else {
            throw RPCError.failedPrecondition("the duty has ended already")
        }
        guard endsAt >= call.context.now else {
            throw RPCError.invalidArgument(field: "endsAt", description: "must not lie in the past")
        }
        // One that has not begun ends before it began: it never was.
        duty.endsAt = max(endsAt, duty.startsAt)
        try call.transaction.end(duty)
        call.count(.duties, 1)
        return try .with { $0.duty = try Self.contract(duty, call.reading) }
    }

    public func listGaps(_ request: APIListGapsRequest, _ call: ReadingCall) throws -> APIListGapsResponse {
        let (unit, _) = try call.school(ofUnit: request.unitID)
        let people = NetworkPeople(
            policy: policy, units: call.units, transaction: call.transaction, now: call.context.now)
        let gaps = try people.gaps(below: unit)
        return try .with {
            $0.gaps = try gaps.map { gap in
                try .with {
                    $0.unitID = gap.unit.description
                    $0.unitKind = call.units[gap.unit].map { APIUnitKind($0.kind) } ?? .unspecified
                    $0.unitName = try call.transaction.unit(gap.unit)?.name ?? ""
                    $0.kind = APINetworkGapKind(gap.kind)
                    $0.accountID = gap.account?.description ?? ""
                    $0.present = UInt32(gap.present)
                    $0.required = UInt32(gap.required)
                }
            }
        }
    }

    private static func contract(_ duty: NetworkDutyRecord, _ call: ReadingCall) throws -> APINetworkDuty {
        let account = try call.transaction.account(duty.account)
        return .with {
            $0.id = duty.id.description
            $0.unitID = duty.unit.description
            $0.accountID = duty.account.description
            $0.accountName = account?.profile.name ?? ""
            $0.part = APINetworkPart(duty.part)
            $0.startsAt = Google_Protobuf_Timestamp(duty.startsAt)
            if let endsAt = duty.endsAt { $0.endsAt = Google_Protobuf_Timestamp(endsAt) }
            $0.isStopped = account?.state != .active
        }
    }
}
