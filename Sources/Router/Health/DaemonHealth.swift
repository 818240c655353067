internal import JSONRPC
internal import XinyuAPI

/// `grpc.health.v1.Health`, which monitors ask without a session: of the whole daemon (an empty name) or of one
/// service of the contract. All of them serve, or none.
struct DaemonHealth: HealthService {
    let state: ServingState
    /// Full names, as `xinyu.v1.UnitService`.
    let services: Set<String>

    init(_ state: ServingState, contract: [MethodDescriptor]) {
        self.state = state
        services = Set(contract.compactMap { $0.name.split(separator: "/").first.map(String.init) })
    }

    func check(_ request: GRPCHealthCheckRequest, _ call: ImmediateCall) throws -> GRPCHealthCheckResponse {
        guard isKnown(request.service) else { throw RPCError.notFound("no such service") }
        return Self.response(state.isServing ? .serving : .notServing)
    }

    func watch(
        _ request: GRPCHealthCheckRequest, _ call: RunningCall,
        _ send: @Sendable (GRPCHealthCheckResponse) async throws -> Void
    ) async throws {
        // A service that is not known never comes up while the daemon runs; the stream stays open, as the protocol
        // wants it.
        let isKnown = isKnown(request.service)
        if !isKnown { try await send(Self.response(.serviceUnknown)) }
        for await isServing in state.watch() where isKnown {
            try await send(Self.response(isServing ? .serving : .notServing))
        }
    }

    private func isKnown(_ service: String) -> Bool { service.isEmpty || services.contains(service) }

    private static func response(_ status: GRPCHealthCheckResponse.ServingStatus) -> GRPCHealthCheckResponse {
        var response = GRPCHealthCheckResponse()
        response.status = status
        return response
    }
}
