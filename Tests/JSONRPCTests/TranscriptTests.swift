import EventLoop
import Foundation
import JSONRPC
import Logging
import TestSupport
import Testing

@Suite struct TranscriptTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Transcripts")

    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".txt") }.sorted()
        ?? []

    private static func server() -> Server {
        var limits = ServerLimits()
        limits.requestBytes = 64 * 1024
        limits.replyBytes = 3000
        limits.callsInFlight = 4
        return Server(limits: limits, handler: ExampleHandler(), logger: Logger(label: "test"))
    }

    private static func text(of name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func theFolderIsThere() { #expect(Self.names.count > 5) }

    @Test(arguments: names) func serverAnswersAsWritten(_ name: String) async throws {
        let loop = try EventLoop()
        let (near, far) = InMemoryStream.pair(on: loop)
        Self.server().accept(far)
        try await TranscriptRunner(transport: LineTransport(near)).play(Self.text(of: name), named: name)
        await loop.stop()
    }

    @Test(arguments: names) func serverAnswersAsWrittenOverASocket(_ name: String) async throws {
        let folder = try TemporaryFolder()
        let loop = try EventLoop()
        let server = Self.server()
        let listener = try await UnixListener.serve(ListeningSocket(path: folder.file("s")), on: loop) {
            server.accept($0)
        }
        let stream = try await UnixStream.connect(path: folder.file("s"), on: loop)
        try await TranscriptRunner(transport: LineTransport(stream)).play(Self.text(of: name), named: name)
        await server.drain(within: .zero)
        #expect(server.counts.connections == 0)
        #expect(server.counts.callsInFlight == 0)
        await listener.close()
        await loop.stop()
    }
}
