import EventLoop
import Logging
import Synchronization
import Testing

@testable import JSONRPC

@Suite struct ClientTests {
    let loop: EventLoop
    let handler = ExampleHandler()
    let server: Server
    let client: RPCClient

    init() throws {
        loop = try EventLoop()
        server = Server(handler: handler, logger: Logger(label: "test"))
        let (near, far) = InMemoryStream.pair(on: loop)
        server.accept(far)
        client = RPCClient(near)
    }

    private func comes(_ condition: () -> Bool) async throws -> Bool {
        for _ in 0..<10_000 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(1))
        }
        return false
    }

    @Test func aCallGetsItsOwnAnswer() async throws {
        let client = client
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                let params = Array("{\"n\":\(number)}".utf8)
                let method = number % 2 == 0 ? "echo" : "echoLater"
                group.addTask { try await client.call(method, params: params) == params }
            }
            for try await isRight in group { #expect(isRight) }
        }
        await loop.stop()
    }

    @Test func errorsComeBackWithCodeStatusAndDetails() async throws {
        await #expect(throws: RPCError.invalidArgument(field: "student.grade", description: "is 1 to 12")) {
            _ = try await client.call("invalid")
        }
        await #expect(throws: RPCError.resourceExhausted("come later", retryDelay: .milliseconds(1500))) {
            _ = try await client.call("busy")
        }
        await #expect(throws: RPCError.methodNotFound) { _ = try await client.call("none") }
        do {
            _ = try await client.call("throw", meta: CallMeta(requestID: "r-7"))
            Issue.record("must throw")
        } catch let error as RPCError {
            #expect(error.status == .internal)
            #expect(error.details.requestID == "r-7")
            #expect(error.cause == nil)
        }
        await loop.stop()
    }

    @Test func metaArrives() async throws {
        let meta = CallMeta(
            authorization: "Bearer x", timeout: .seconds(2), idempotencyKey: "k", purpose: "随访", requestID: "r")
        let result = try await client.call("meta", meta: meta)
        #expect(
            String(decoding: result, as: UTF8.self)
                == #"{"timeout":2000.0,"authorization":"Bearer x","idempotencyKey":"k","purpose":"随访","requestId":"r"}"#
        )
        await loop.stop()
    }

    @Test func cancellingTheTaskCancelsTheCall() async throws {
        let client = client
        let task = Task { try await client.call("hold") }
        #expect(try await comes { server.counts.callsInFlight == 1 })
        task.cancel()
        await #expect(throws: RPCError.cancelled) { _ = try await task.value }
        #expect(try await comes { handler.events == ["cancelled hold"] })
        #expect(try await client.call("echo") == Array("{}".utf8))
        await loop.stop()
    }

    @Test func aStreamEndsWithTheReply() async throws {
        var messages: [String] = []
        for try await message in client.stream("count") { messages.append(String(decoding: message, as: UTF8.self)) }
        #expect(messages == ["{\"n\":1}", "{\"n\":2}", "{\"n\":3}"])
        await #expect(throws: RPCError.permissionDenied()) { for try await _ in client.stream("deny") {} }
        await loop.stop()
    }

    @Test func lettingGoOfAStreamCancelsIt() async throws {
        let client = client
        let task = Task { for try await _ in client.stream("hold") {} }
        #expect(try await comes { server.counts.callsInFlight == 1 })
        task.cancel()
        #expect(try await comes { handler.events == ["cancelled hold"] })
        await loop.stop()
    }

    @Test func losingTheConnectionFailsAllCalls() async throws {
        let client = client
        let call = Task { try await client.call("hold") }
        #expect(try await comes { server.counts.callsInFlight == 1 })
        await server.drain(within: .zero)
        await #expect(throws: RPCError.self) { _ = try await call.value }
        await #expect(throws: RPCError.unavailable("the server closed the connection")) {
            for _ in 0..<1000 { _ = try await client.call("echo") }
        }
        await loop.stop()
    }

    @Test func closingFailsWhatRuns() async throws {
        let client = client
        let call = Task { try await client.call("hold") }
        #expect(try await comes { server.counts.callsInFlight == 1 })
        client.close()
        await #expect(throws: RPCError.cancelled) { _ = try await call.value }
        #expect(try await comes { server.counts.connections == 0 })
        await loop.stop()
    }

    @Test(arguments: GRPCStatus.allCases) func everyStatusSurvivesTheWire(_ status: GRPCStatus) {
        let error = RPCError(
            .status(status), "line\n\"quoted\" 心",
            details: .init(
                fieldViolations: [.init(field: "a", description: "b"), .init(field: "c", description: "")],
                retryDelay: .milliseconds(250), requestID: "r"))
        var text: [UInt8] = []
        error.encode(into: &text)
        let decoded = text.withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes)
            return RPCError.decode(&scanner)
        }
        #expect(decoded == error)
        #expect(error.code.number == -32000 - status.rawValue)
        #expect(RPCError.Code(number: error.code.number) == error.code)
    }
}
