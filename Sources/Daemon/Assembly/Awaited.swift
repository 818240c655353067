// Stands in until the officer's services are merged; then this file goes.
internal import JSONRPC
internal import Router
internal import XinyuAPI

struct AwaitedAudit: AuditService {
    func listRecords(_ request: APIListRecordsRequest, _ call: ReadingCall) throws -> APIListRecordsResponse { throw RPCError.unavailable("not yet") }
    func watchRecords(_ request: APIWatchRecordsRequest, _ call: RunningCall, _ send: @Sendable (APIAuditEntry) async throws -> Void) async throws { throw RPCError.unavailable("not yet") }
    func exportLog(_ request: APIExportLogRequest, _ call: RunningCall, _ send: @Sendable (APIExportedLines) async throws -> Void) async throws { throw RPCError.unavailable("not yet") }
    func verifyLog(_ request: APIVerifyLogRequest, _ call: RunningCall) async throws -> APIVerifyLogResponse { throw RPCError.unavailable("not yet") }
    func getCheckpoint(_ request: APIGetCheckpointRequest, _ call: RunningCall) async throws -> APIGetCheckpointResponse { throw RPCError.unavailable("not yet") }
}
struct AwaitedKeys: KeyService {
    func getKeyStatus(_ request: APIGetKeyStatusRequest, _ call: ReadingCall) throws -> APIGetKeyStatusResponse { throw RPCError.unavailable("not yet") }
    func rotateDataKeys(_ request: APIRotateDataKeysRequest, _ call: RunningCall, _ send: @Sendable (APIRotationProgress) async throws -> Void) async throws { throw RPCError.unavailable("not yet") }
}
struct AwaitedStatus: ServerService {
    func getStatus(_ request: APIGetStatusRequest, _ call: ReadingCall) throws -> APIGetStatusResponse { throw RPCError.unavailable("not yet") }
}
