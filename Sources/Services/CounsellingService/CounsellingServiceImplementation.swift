public import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.CounsellingService`: the counselling room (T18): duty roster, appointments, interview notes, tracking,
/// feedback.
public struct CounsellingServiceImplementation: CounsellingService {
    let rules: CounsellingRules
    let decider: AccessDecider
    /// The schools' offset from UTC.
    let zone: Duration
    /// Where crisis words in requests and feedback go.
    let signals: SignalDesk

    /// - Parameter zone: the schools' offset from UTC, by which a day of the duty roster begins.
    public init(rules: CounsellingRules, policy: Policy, signals: SignalDesk, zone: Duration) {
        self.rules = rules
        self.signals = signals
        decider = AccessDecider(policy: policy)
        self.zone = zone
    }

    // MARK: - Rooms

    public func openCounsellingRoom(
        _ request: APIOpenCounsellingRoomRequest, _ call: ChangingCall
    ) throws -> APIOpenCounsellingRoomResponse {
        let school = try call.reading.school(request.schoolID)
        let name = try FreeText.required(request.name, field: "name")
        guard name.count <= 100 else {
            throw RPCError.invalidArgument(field: "name", description: "must have at most 100 characters")
        }
        guard
            try !call.transaction.counsellingRooms(ofSchool: school).contains(where: { room in
                room.name == name && room.closedAt == nil
            })
        else { throw RPCError.alreadyExists("the school has a room of this name; choose another") }
        let room = CounsellingRoomRecord(
            school: school, id: call.newIdentifier(), name: name, openedAt: call.context.now)
        try call.transaction.insert(room)
        return .with { $0.room = APICounsellingRoom(room) }
    }

    public func closeCounsellingRoom(
        _ request: APICloseCounsellingRoomRequest, _ call: ChangingCall
    ) throws -> APICloseCounsellingRoomResponse {
        var room = try call.transaction.openCounsellingRoom(try Identifier(request.roomID, field: "roomId"))
        room.closedAt = call.context.now
        try call.transaction.closeCounsellingRoom(room, at: call.context.now)
        return .with { $0.room = APICounsellingRoom(room) }
    }

    public func listCounsellingRooms(
        _ request: APIListCounsellingRoomsRequest, _ call: ReadingCall
    ) throws -> APIListCounsellingRoomsResponse {
        let rooms = try call.transaction.counsellingRooms(ofSchool: try call.school(request.schoolID))
        return .with { $0.rooms = rooms.map(APICounsellingRoom.init) }
    }

    // MARK: - Duty roster

    public func addDuty(_ request: APIAddDutyRequest, _ call: ChangingCall) throws -> APIAddDutyResponse {
        let room = try call.transaction.openCounsellingRoom(try Identifier(request.roomID, field: "roomId"))
        let today = CalendarDate(of: call.context.now, offset: zone)
        let turn = try DutyDraft(request, today: today, rules: rules)
            .turn(id: call.newIdentifier(), in: room.id)
        try checkCounsellor(turn.counsellor, of: room.school, call)
        try call.transaction.insert(turn, of: room.school, by: call.context.accountID, at: call.context.now)
        return try .with { $0.duty = try call.reading.contract(turn) }
    }

    public func addAbsence(_ request: APIAddAbsenceRequest, _ call: ChangingCall) throws -> APIAddAbsenceResponse {
        let school = try call.reading.school(request.schoolID)
        let counsellor = try Identifier(request.counsellorID, field: "counsellorId")
        let from = try CalendarDate(asked: request.fromDate, field: "fromDate")
        let until = try CalendarDate(asked: request.untilDate, field: "untilDate")
        guard from <= until else {
            throw RPCError.invalidArgument(field: "untilDate", description: "must not lie before fromDate")
        }
        try checkCounsellor(counsellor, of: school, call)
        let turn = DutyTurn(
            id: call.newIdentifier(), kind: .absence, counsellor: counsellor, room: nil, weekday: nil, from: from,
            until: until, startSecond: 0, endSecond: 86_400)
        try call.transaction.insert(turn, of: school, by: call.context.accountID, at: call.context.now)
        let affected = try call.transaction.appointments(
            ofCounsellor: counsellor, from: max(from.start(offset: zone), call.context.now),
            before: until.adding(days: 1).start(offset: zone), limit: 10_000
        ).count { $0.state.isOpen && $0.school == school }
        return try .with {
            $0.duty = try call.reading.contract(turn)
            $0.appointmentsAffected = UInt32(affected)
        }
    }

    public func removeDuty(_ request: APIRemoveDutyRequest, _ call: ChangingCall) throws -> APIRemoveDutyResponse {
        let id = try Identifier(request.dutyID, field: "dutyId")
        guard try call.transaction.removeDutyTurn(id, at: call.context.now) else {
            throw RPCError.failedPrecondition("this line of the roster is removed already")
        }
        return APIRemoveDutyResponse()
    }

    public func listDuties(_ request: APIListDutiesRequest, _ call: ReadingCall) throws -> APIListDutiesResponse {
        let turns = try call.transaction.dutyTurns(
            ofSchool: try call.school(request.schoolID), from: CalendarDate(of: call.context.now, offset: zone))
        return try .with { $0.duties = try turns.map { try call.contract($0) } }
    }

    /// Only a counsellor of the school is put on its roster.
    private func checkCounsellor(_ account: Identifier, of school: Identifier, _ call: ChangingCall) throws {
        let isCounsellor = try call.transaction.grantsInForce(of: account, at: call.context.now).contains { grant in
            guard grant.role == .counsellor, case .unit(let unit)? = GrantScope(kind: grant.scopeKind, id: grant.scope)
            else { return false }
            return call.units.contains(unit, school)
        }
        guard isCounsellor else {
            throw RPCError.invalidArgument(
                field: "counsellorId", description: "must be the account of a counsellor of the school")
        }
    }
}
