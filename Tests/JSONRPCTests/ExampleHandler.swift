import JSONRPC
import Synchronization

/// Methods for transcripts and tests; each does one thing to its call.
final class ExampleHandler: CallHandler {
    private let held = Mutex<[String: IncomingCall]>([:])
    private let log = Mutex<[String]>([])

    /// What happened, in order: `cancelled <method>`, `connection ended`.
    var events: [String] { log.withLock { $0 } }

    func note(_ event: String) { log.withLock { $0.append(event) } }

    /// Answers the call of `hold`.
    func release() {
        held.withLock { $0.removeValue(forKey: "hold") }?.reply(result: Array("\"released\"".utf8))
    }

    struct Secret: Error { let text = "do not tell" }

    func handle(_ call: IncomingCall) {
        switch call.method {
        case "echo": call.reply(result: call.params)
        case "echoLater": Task { call.reply(result: call.params) }
        case "twice":
            call.reply(result: Array("1".utf8))
            call.reply(result: Array("2".utf8))
            call.fail(.aborted())
        case "throw": call.fail(thrown: Secret())
        case "deny": call.fail(.permissionDenied())
        case "invalid":
            call.fail(.invalidArgument(field: "student.grade", description: "is 1 to 12"))
        case "busy": call.fail(.resourceExhausted("come later", retryDelay: .milliseconds(1500)))
        case "pretty": call.reply(result: Array("{\n\"a\": 1\n}".utf8))
        case "big": call.reply(result: Array("\"\(String(repeating: "x", count: 4000))\"".utf8))
        case "hold", "holdStream":
            if call.method == "holdStream" { call.beginStreaming() }
            call.onCancel { [weak call] in self.note("cancelled \(call?.method ?? "")") }
            held.withLock { $0[call.method] = call }
        case "release":
            release()
            call.reply(result: [])
        case "short":
            call.setDeadline(after: .milliseconds(20))
            call.onCancel { self.note("cancelled short") }
        case "count":
            Task {
                do {
                    for number in 1...3 { try await call.send(message: Array("{\"n\":\(number)}".utf8)) }
                    call.reply(result: Array("{\"total\":3}".utf8))
                } catch { call.fail(thrown: error) }
            }
        case "meta":
            let meta = call.meta
            var text = "{\"timeout\":\(meta.timeout.map { "\($0 / .milliseconds(1))" } ?? "null")"
            for (name, value) in [
                ("authorization", meta.authorization), ("idempotencyKey", meta.idempotencyKey),
                ("purpose", meta.purpose), ("requestId", meta.requestID),
            ] {
                text += ",\"\(name)\":" + (value.map { "\"\($0)\"" } ?? "null")
            }
            call.reply(result: Array((text + "}").utf8))
        case "notify", "hang": note(call.method)
        default: call.fail(.methodNotFound)
        }
        if call.isNotification { call.reply(result: []) }
    }

    func connectionEnded(_ connection: ServerConnection) { note("connection ended") }

    func answersWhileDraining(_ method: String) -> Bool { method == "meta" }
}
