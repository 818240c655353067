import EventLoop
import Foundation
import Logging
import Testing

@testable import JSONRPC

/// The published corpus in `Tests/Corpora/JSONTestSuite`.
@Suite struct JSONTestSuiteTests {
    private enum Verdict: String {
        case accept = "y"
        case refuse = "n"
        case either = "i"
    }

    private struct Case {
        let verdict: Verdict
        let name: String
        let bytes: [UInt8]
    }

    private struct Misshapen: Error {
        let line: Substring
    }

    private static func cases() throws -> [Case] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: tests.appending(path: "Corpora/JSONTestSuite/parsing.tsv"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3, let verdict = Verdict(rawValue: String(fields[0])),
                let bytes = Data(base64Encoded: String(fields[2]))
            else { throw Misshapen(line: line) }
            return Case(verdict: verdict, name: String(fields[1]), bytes: Array(bytes))
        }
    }

    /// What a reader of JSON may take or not, and this one takes: numbers of any size, for it leaves them as text.
    private static func isTaken(_ name: String) -> Bool { name.hasPrefix("number_") }

    @Test func theScannerAcceptsAndRefusesAsPublished() throws {
        let cases = try Self.cases()
        #expect(cases.count == 316)
        for example in cases {
            let isAccepted = JSONScannerTests.accepts(example.bytes)
            switch example.verdict {
            case .accept: #expect(isAccepted, "\(example.name)")
            case .refuse: #expect(!isAccepted, "\(example.name)")
            case .either: #expect(isAccepted == Self.isTaken(example.name), "\(example.name)")
            }
        }
    }

    /// What is JSON and no request is -32600, what is not JSON -32700, and the connection lives on.
    @Test func eachLineIsAnsweredAndTheConnectionLivesOn() async throws {
        let loop = try EventLoop()
        let server = Server(limits: ServerLimits(), handler: ExampleHandler(), logger: Logger(label: "test"))
        let (near, far) = InMemoryStream.pair(on: loop)
        server.accept(far)
        let client = LineTransport(near)
        for example in try Self.cases() {
            client.send(example.bytes + [0x0A])
            client.send(line: #"{"jsonrpc":"2.0","id":"next","method":"echo"}"#)
            var codes: [Int] = []
            while let line = try await client.nextLine(), !line.contains(#""id":"next""#) { codes += Self.codes(line) }
            // Several lines, or none, are looked at by what they hold; the others are one answer.
            guard !example.bytes.isEmpty, !example.bytes.contains(0x0A) else {
                #expect(codes.allSatisfy { $0 == -32_700 || $0 == -32_600 }, "\(example.name): \(codes)")
                continue
            }
            let isJSON =
                example.verdict == .accept || (example.verdict == .either && Self.isTaken(example.name))
            #expect(Set(codes) == [isJSON ? -32_600 : -32_700], "\(example.name): \(codes)")
        }
        #expect(server.counts.connections == 1)
        client.close()
        await loop.stop()
    }

    /// Of an answer, or of all answers to a batch.
    private static func codes(_ line: String) -> [Int] {
        let answer = try? JSONSerialization.jsonObject(with: Data(line.utf8))
        let answers = answer as? [[String: Any]] ?? [answer as? [String: Any] ?? [:]]
        return answers.map { ($0["error"] as? [String: Any])?["code"] as? Int ?? 0 }
    }
}
