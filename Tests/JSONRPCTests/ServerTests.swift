import EventLoop
import Foundation
import Logging
import Synchronization
import Testing

@testable import JSONRPC

@Suite struct ServerTests {
    let loop: EventLoop
    let handler = ExampleHandler()

    init() throws { loop = try EventLoop() }

    private func server(_ change: (inout ServerLimits) -> Void = { _ in }) -> Server {
        var limits = ServerLimits()
        change(&limits)
        return Server(limits: limits, handler: handler, logger: Logger(label: "test"))
    }

    private func connect(to server: Server, peer: PeerCredentials? = nil) -> LineTransport {
        let (near, far) = InMemoryStream.pair(on: loop, peer: peer)
        server.accept(far)
        return LineTransport(near)
    }

    /// Looks again every millisecond, for ten seconds.
    private func comes(_ condition: () -> Bool) async throws -> Bool {
        for _ in 0..<10_000 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(1))
        }
        return false
    }

    @Test func oneConnectionTooManyIsToldAndClosed() async throws {
        let server = server { $0.connections = 1 }
        let first = connect(to: server)
        first.send(line: #"{"jsonrpc":"2.0","id":1,"method":"echo"}"#)
        #expect(try await first.nextLine() == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
        let second = connect(to: server)
        #expect(try await second.nextLine()?.contains("RESOURCE_EXHAUSTED") == true)
        #expect(try await second.nextLine() == nil)
        first.close()
        #expect(try await comes { server.counts.connections == 0 })
        let third = connect(to: server)
        third.send(line: #"{"jsonrpc":"2.0","id":1,"method":"echo"}"#)
        #expect(try await third.nextLine() == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
        #expect(server.counts.connectionsTotal == 3)
        await loop.stop()
    }

    @Test func aUserHasHisShareOfConnections() async throws {
        let server = server { $0.connectionsPerUser = 2 }
        let one = PeerCredentials(processID: 1, userID: 1000, groupID: 1)
        let other = PeerCredentials(processID: 1, userID: 1001, groupID: 1)
        let kept = [connect(to: server, peer: one), connect(to: server, peer: one), connect(to: server, peer: other)]
        let refused = connect(to: server, peer: one)
        #expect(try await refused.nextLine()?.contains("of this user") == true)
        #expect(try await refused.nextLine() == nil)
        #expect(try await comes { server.counts.connections == kept.count })
        await loop.stop()
    }

    @Test func closingAConnectionCancelsItsCalls() async throws {
        let server = server()
        let client = connect(to: server)
        client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"hold"}"#)
        #expect(try await comes { server.counts.callsInFlight == 1 })
        client.send(Array(#"{"jsonrpc":"2.0","id":2,"me"#.utf8))
        client.close()
        #expect(try await comes { server.counts.connections == 0 })
        #expect(handler.events == ["cancelled hold", "connection ended"])
        #expect(server.counts.callsInFlight == 0)
        await loop.stop()
    }

    @Test func deadlineCancelsAHandlerThatDoesNotLook() async throws {
        let server = server { $0.defaultTimeout = .milliseconds(20) }
        let client = connect(to: server)
        client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"hold"}"#)
        #expect(try await client.nextLine()?.contains("DEADLINE_EXCEEDED") == true)
        #expect(try await comes { handler.events == ["cancelled hold"] })
        #expect(server.counts.errors == [-32004: 1])
        await loop.stop()
    }

    @Test func longestTimeoutCutsTheCallers() async throws {
        let server = server { $0.longestTimeout = .milliseconds(20) }
        let client = connect(to: server)
        client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"hold","meta":{"timeout":"9H"}}"#)
        #expect(try await client.nextLine()?.contains("DEADLINE_EXCEEDED") == true)
        await loop.stop()
    }

    @Test func aLineThatDoesNotEndIsNotWaitedFor() async throws {
        let server = server { $0.timeToFinishLine = .milliseconds(30) }
        let client = connect(to: server)
        client.send(Array(#"{"jsonrpc""#.utf8))
        #expect(try await client.nextLine()?.contains("the line was not finished in time") == true)
        #expect(try await client.nextLine() == nil)
        await loop.stop()
    }

    @Test func aReaderWhoTakesNothingIsCutOff() async throws {
        let server = server { $0.timeToTakeReply = .milliseconds(30) }
        let client = connect(to: server)
        client.pauseReading()
        client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"echo"}"#)
        #expect(try await comes { server.counts.connections == 0 })
        await loop.stop()
    }

    @Test func readingPausesWhileAnswersWaitAndNothingIsLost() async throws {
        let server = server {
            $0.highWaterMark = 10_000
            $0.lowWaterMark = 0
        }
        let client = connect(to: server)
        client.pauseReading()
        let requests = (0..<500).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"big"}"# + "\n" }.joined()
        client.send(Array(requests.utf8))
        #expect(try await comes { server.counts.callsTotal > 0 })
        for _ in 0..<10 { _ = await loop.ping() }
        #expect(server.counts.callsTotal < 10)
        client.resumeReading()
        for id in 0..<500 {
            #expect(try await client.nextLine()?.hasPrefix(#"{"jsonrpc":"2.0","id":\#(id),"result":"x"#) == true)
        }
        await loop.stop()
    }

    @Test func idsAndAttachmentsAreTheConnections() async throws {
        final class Session: Sendable {}
        final class Attaching: CallHandler {
            func handle(_ call: IncomingCall) {
                let isNew = call.connection.attachment == nil
                call.connection.attachment = Session()
                call.reply(result: Array("[\(call.connection.id),\(isNew)]".utf8))
            }
        }
        let server = Server(handler: Attaching(), logger: Logger(label: "test"))
        for id in 1...2 {
            let client = connect(to: server)
            client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"a"}"#)
            #expect(try await client.nextLine() == #"{"jsonrpc":"2.0","id":1,"result":[\#(id),true]}"#)
            client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"a"}"#)
            #expect(try await client.nextLine() == #"{"jsonrpc":"2.0","id":1,"result":[\#(id),false]}"#)
        }
        await loop.stop()
    }

    // MARK: Draining

    @Test func drainingRefusesNewCallsAndLetsRunningOnesFinish() async throws {
        let server = server()
        let idle = connect(to: server)
        let busy = connect(to: server)
        busy.send(line: #"{"jsonrpc":"2.0","id":1,"method":"hold"}"#)
        #expect(try await comes { server.counts.callsInFlight == 1 && server.counts.connections == 2 })
        async let drained: Void = server.drain(within: .seconds(60))
        #expect(try await idle.nextLine() == nil)
        #expect(server.isDraining)
        busy.send(line: #"{"jsonrpc":"2.0","id":2,"method":"echo"}"#)
        #expect(try await busy.nextLine()?.contains("UNAVAILABLE") == true)
        busy.send(line: #"{"jsonrpc":"2.0","id":3,"method":"meta"}"#)
        #expect(try await busy.nextLine()?.contains(#""id":3,"result""#) == true)
        let late = connect(to: server)
        #expect(try await late.nextLine()?.contains("UNAVAILABLE") == true)
        #expect(try await late.nextLine() == nil)
        handler.release()
        #expect(try await busy.nextLine() == #"{"jsonrpc":"2.0","id":1,"result":"released"}"#)
        #expect(try await busy.nextLine() == nil)
        await drained
        await loop.stop()
    }

    @Test func drainingEndsStreamsAtOnceAndTheRestWhenPatienceIsOver() async throws {
        let server = server()
        let client = connect(to: server)
        client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"holdStream"}"#)
        client.send(line: #"{"jsonrpc":"2.0","id":2,"method":"hold"}"#)
        #expect(try await comes { server.counts.callsInFlight == 2 })
        async let drained: Void = server.drain(within: .milliseconds(30))
        #expect(try await client.nextLine()?.contains(#""id":1,"error":{"code":-32014"#) == true)
        #expect(try await client.nextLine()?.contains(#""id":2,"error":{"code":-32014"#) == true)
        #expect(try await client.nextLine() == nil)
        await drained
        #expect(handler.events.prefix(2) == ["cancelled holdStream", "cancelled hold"])
        await loop.stop()
    }

    @Test func causesGoToTheHookOnly() async throws {
        let seen = Mutex<[CallFault]>([])
        let server = Server(handler: handler, logger: Logger(label: "test")) { fault in
            seen.withLock { $0.append(fault) }
        }
        let client = connect(to: server)
        client.send(line: #"{"jsonrpc":"2.0","id":1,"method":"throw","meta":{"requestId":"r"}}"#)
        #expect(try await client.nextLine()?.contains("do not tell") == false)
        let faults = seen.withLock { $0 }
        #expect(faults.map(\.requestID) == ["r"])
        #expect(faults.first?.cause is ExampleHandler.Secret)
        #expect(faults.first?.name.contains("do not tell") == false)
        await loop.stop()
    }
}
