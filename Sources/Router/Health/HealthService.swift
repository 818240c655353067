internal import FoundationEssentials
internal import JSONRPC

/// `grpc.health.v1.Health`, which monitors ask without a session: of the whole daemon (an empty name) or of one
/// service of the contract. All of them serve, or none.
struct HealthService: Sendable {
    static let check = "grpc.health.v1.Health/Check"
    static let watch = "grpc.health.v1.Health/Watch"

    private enum Status: String {
        case serving = "SERVING"
        case notServing = "NOT_SERVING"
        case serviceUnknown = "SERVICE_UNKNOWN"

        init(isServing: Bool) { self = isServing ? .serving : .notServing }

        var message: [UInt8] { Array("{\"status\":\"\(rawValue)\"}".utf8) }
    }

    private struct Request: Decodable {
        var service: String?
    }

    let state: ServingState
    /// Full names, as `xinyu.v1.UnitService`.
    let services: Set<String>

    func check(_ call: IncomingCall) {
        guard let service = service(of: call) else { return }
        guard isKnown(service) else { return call.fail(.notFound("no such service")) }
        call.reply(result: Status(isServing: state.isServing).message)
    }

    func watch(_ call: IncomingCall) {
        guard let service = service(of: call) else { return }
        guard !call.isNotification else { return call.fail(.failedPrecondition("a notification has no stream")) }
        call.setDeadline(after: nil)
        call.beginStreaming()
        let isKnown = isKnown(service)
        let watching = Task {
            do {
                if !isKnown { try await call.send(message: Status.serviceUnknown.message) }
                // A service that is not known never comes to be while the daemon runs; the stream stays open all the
                // same, as the protocol wants it.
                for await isServing in state.watch() where isKnown {
                    try await call.send(message: Status(isServing: isServing).message)
                }
                call.fail(.cancelled)
            } catch {
                call.fail(thrown: error)
            }
        }
        call.onCancel { watching.cancel() }
    }

    private func isKnown(_ service: String) -> Bool { service.isEmpty || services.contains(service) }

    /// The service's name, or nothing when the call has been answered with what is wrong with it.
    private func service(of call: IncomingCall) -> String? {
        guard !call.params.isEmpty else { return "" }
        do {
            return try JSONDecoder().decode(Request.self, from: Data(call.params)).service ?? ""
        } catch {
            call.fail(.invalidParams(field: "service", description: "is a service's full name, or empty"))
            return nil
        }
    }
}
