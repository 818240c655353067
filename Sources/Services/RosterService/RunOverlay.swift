internal import JSONRPC
public import Router
public import XinyuAPI

extension RosterServiceImplementation {
    public func runRosterImport(
        _ request: APIRunRosterImportRequest, _ call: RunningCall,
        _ send: @Sendable (APIRosterImportProgress) async throws -> Void
    ) async throws { throw RPCError.unimplemented() }
}
