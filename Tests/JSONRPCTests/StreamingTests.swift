import EventLoop
import Logging
import Synchronization
import Testing

@testable import JSONRPC

@Suite struct StreamingTests {
    /// Sends messages of a kilobyte until told to stop, and keeps what stopped it.
    final class Pusher: CallHandler {
        struct Seen {
            var sent = 0
            var end: RPCError?
        }
        let seen = Mutex(Seen())

        func handle(_ call: IncomingCall) {
            call.setDeadline(after: nil)
            let message = Array("\"\(String(repeating: "x", count: 1000))\"".utf8)
            Task {
                do {
                    while true {
                        try await call.send(message: message)
                        seen.withLock { $0.sent += 1 }
                    }
                } catch let error as RPCError {
                    seen.withLock { $0.end = error }
                }
            }
        }
    }

    private let loop: EventLoop
    private let pusher = Pusher()
    private let server: Server

    init() throws {
        loop = try EventLoop()
        var limits = ServerLimits()
        limits.highWaterMark = 20_000
        server = Server(limits: limits, handler: pusher, logger: Logger(label: "test"))
    }

    private func start() async throws -> LineTransport {
        let (near, far) = InMemoryStream.pair(on: loop)
        server.accept(far)
        let client = LineTransport(near)
        client.pauseReading()
        client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"push"}"#)
        // It waits once the count stands still.
        var before = -1
        while true {
            try await Task.sleep(for: .milliseconds(10))
            let now = pusher.seen.withLock { $0.sent }
            if now > 0 && now == before { break }
            before = now
        }
        #expect(before < 200)
        return client
    }

    private func end() async throws -> RPCError? {
        for _ in 0..<10_000 {
            if let end = pusher.seen.withLock({ $0.end }) { return end }
            try await Task.sleep(for: .milliseconds(1))
        }
        return nil
    }

    @Test func aSenderWaitsForASlowReaderAndGoesOnAfterwards() async throws {
        let client = try await start()
        let before = pusher.seen.withLock { $0.sent }
        client.resumeReading()
        for _ in 0..<before + 100 {
            #expect(try await client.nextLine()?.hasPrefix(#"{"jsonrpc":"2.0","method":"rpc.stream""#) == true)
        }
        client.close()
        #expect(try await end()?.status == .unavailable)
        await loop.stop()
    }

    @Test func aWaitingSenderLearnsOfCancellation() async throws {
        let client = try await start()
        client.send(line: #"{"jsonrpc":"2.0","method":"rpc.cancel","params":{"id":1}}"#)
        // Reading is paused while the queue is full: the cancellation is heard when there is room.
        client.resumeReading()
        #expect(try await end() == .cancelled)
        await loop.stop()
    }

    @Test func aWaitingSenderLearnsOfTheEnd() async throws {
        let client = try await start()
        client.close()
        #expect(try await end()?.status == .unavailable)
        await loop.stop()
    }
}
