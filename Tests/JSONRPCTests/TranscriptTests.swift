import EventLoop
import Foundation
import JSONRPC
import Logging
import Testing

@Suite struct TranscriptTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Transcripts")

    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".txt") }.sorted()
        ?? []

    @Test func theFolderIsThere() { #expect(Self.names.count > 5) }

    @Test(arguments: names) func serverAnswersAsWritten(_ name: String) async throws {
        let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
        let loop = try EventLoop()
        var limits = ServerLimits()
        limits.requestBytes = 64 * 1024
        limits.replyBytes = 3000
        limits.callsInFlight = 4
        let server = Server(limits: limits, handler: ExampleHandler(), logger: Logger(label: "test"))
        let (near, far) = InMemoryStream.pair(on: loop)
        server.accept(far)
        try await TranscriptRunner(transport: LineTransport(near)).play(text, named: name)
        await loop.stop()
    }
}
