internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension DataRightsServiceImplementation {
    public func requestErasure(
        _ request: APIRequestErasureRequest, _ call: ChangingCall
    ) throws -> APIRequestErasureResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        try checkNoHold(student.id, call.transaction)
        let erasures = try call.transaction.erasures(ofStudent: student.id)
        guard !erasures.contains(where: { $0.state.isOpen || $0.state == .done }) else {
            throw RPCError.alreadyExists("the erasure of this student's data was asked for already")
        }
        let erasure = ErasureRecord(
            school: student.school, id: call.newIdentifier(), student: student.id,
            ground: try ErasureGround(request.ground, field: "ground"),
            reason: try FreeText.required(request.reason, field: "reason"), requestedBy: call.context.accountID,
            requestedAt: call.context.now)
        try call.transaction.insert(erasure)
        call.count(.students, 1)
        return .with { $0.erasure = APIErasure(erasure) }
    }

    public func withdrawErasure(
        _ request: APIWithdrawErasureRequest, _ call: ChangingCall
    ) throws -> APIWithdrawErasureResponse {
        var erasure = try open(request.studentID, call.transaction)
        guard erasure.requestedBy == call.context.accountID else {
            throw RPCError.failedPrecondition("whoever asked for it takes it back; the security officer can refuse it")
        }
        erasure.state = try erasure.state.applying(.withdraw)
        erasure.decidedBy = call.context.accountID
        erasure.decidedAt = call.context.now
        try call.transaction.update(erasure)
        return .with { $0.erasure = APIErasure(erasure) }
    }

    public func refuseErasure(
        _ request: APIRefuseErasureRequest, _ call: ChangingCall
    ) throws -> APIRefuseErasureResponse {
        var erasure = try open(request.studentID, call.transaction)
        erasure.state = try erasure.state.applying(.refuse)
        erasure.decidedBy = call.context.accountID
        erasure.decidedAt = call.context.now
        try call.transaction.update(erasure)
        return .with { $0.erasure = APIErasure(erasure) }
    }

    public func confirmErasure(
        _ request: APIConfirmErasureRequest, _ call: RunningCall
    ) async throws -> APIConfirmErasureResponse {
        let confirmed = try await call.write { changing in
            var erasure = try self.open(request.studentID, changing.transaction)
            guard erasure.id.description == request.erasureID else {
                throw RPCError.invalidArgument(
                    field: "erasureId", description: "is not that of the request that is open: look at the list again")
            }
            guard erasure.requestedBy != changing.context.accountID else {
                throw RPCError.failedPrecondition("whoever asked does not confirm: it takes two people")
            }
            try self.checkNoHold(erasure.student, changing.transaction)
            erasure.state = try erasure.state.applying(.confirm)
            erasure.decidedBy = changing.context.accountID
            erasure.decidedAt = changing.context.now
            changing.count(.students, 1)
            for account in try changing.transaction.accounts(ofStudent: erasure.student) {
                changing.accessChanged(account: account)
            }
            return try ErasureWork.begin(erasure, changing.transaction)
        }
        let (done, isLogEmpty) = try await erasing.finish(confirmed)
        return .with {
            $0.erasure = APIErasure(done)
            $0.isLogEmpty = isLogEmpty
        }
    }

    public func listErasures(_ request: APIListErasuresRequest, _ call: ReadingCall) throws -> APIListErasuresResponse {
        let asked = try request.states.enumerated().map { try ErasureState($0.element, field: "states[\($0.offset)]") }
        let states = asked.isEmpty ? [.requested, .confirmed] : ErasureState.allCases.filter(asked.contains)
        let erasures = try states.flatMap { try call.transaction.erasures(in: $0, limit: 1_000) }
        return .with { $0.erasures = erasures.map(APIErasure.init) }
    }

    // MARK: - Parts

    private func open(_ student: String, _ transaction: ReadTransaction) throws -> ErasureRecord {
        let id = try Identifier(student, field: "studentId")
        guard let erasure = try transaction.erasures(ofStudent: id).first(where: { $0.state == .requested }) else {
            throw RPCError.failedPrecondition("no erasure of this student's data waits for a word")
        }
        return erasure
    }

    private func checkNoHold(_ student: Identifier, _ transaction: ReadTransaction) throws {
        guard try transaction.legalHold(ofStudent: student) == nil else {
            throw RPCError.failedPrecondition(
                "a legal hold is in force: nothing goes until whoever placed it, or the "
                    + "crisis lead, has released it")
        }
    }
}

extension APIErasure {
    init(_ erasure: ErasureRecord) {
        self.init()
        id = erasure.id.description
        studentID = erasure.student.description
        state = APIErasureState(erasure.state)
        ground = APIErasureGround(erasure.ground)
        requestedBy = erasure.requestedBy.description
        requestedAt = .init(erasure.requestedAt)
        decidedBy = erasure.decidedBy?.description ?? ""
        if let moment = erasure.decidedAt { decidedAt = .init(moment) }
        if let moment = erasure.doneAt { doneAt = .init(moment) }
        rows = UInt32(clamping: erasure.rows ?? 0)
        keys = UInt32(clamping: erasure.keys ?? 0)
        reason = erasure.reason ?? ""
    }
}
