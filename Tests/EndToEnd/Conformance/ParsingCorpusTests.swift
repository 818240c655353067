import Foundation
import TestInstallation
import Testing

extension EndToEnd {
    @Suite("JSON as RFC 8259 has it, as raw lines")
    struct ParsingCorpusTests {
        /// What came back for a case's lines: the codes of errors, and how many results.
        struct Answer: Sendable {
            var codes: [Int] = []
            var results = 0
        }

        @Test("Each reject case gets −32700 or −32600, each accept case none of −32700, and the connection lives on")
        func corpus() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let answers = try await blocking { () throws -> [Answer] in
                let socket = try LineSocket(path: host.socket)
                return try ParsingCorpus.cases.indices.map { index in
                    try Self.ask(ParsingCorpus.cases[index].bytes, marker: index, over: socket)
                }
            }
            #expect(answers.count > 290)
            for (answer, parsing) in zip(answers, ParsingCorpus.cases) {
                #expect(answer.results == 0, "\(parsing.name)")
                // No text here is a request, so a parser that takes it says −32600.
                #expect(answer.codes.allSatisfy { $0 == -32_700 || $0 == -32_600 }, "\(parsing.name): \(answer.codes)")
                switch parsing.kind {
                case .accept:
                    // A line's end within the text makes two lines of it, each no JSON.
                    let isOneLine = !parsing.bytes.dropLast().contains(0x0A)
                    #expect(answer.codes.count > 0, "\(parsing.name)")
                    if isOneLine { #expect(!answer.codes.contains(-32_700), "\(parsing.name)") }
                case .reject: #expect(answer.codes.count > 0, "\(parsing.name)")
                case .either: break
                }
            }
        }

        @Test("Where a request has members that nobody knows, the same texts are taken or refused there")
        func insideOfARequest() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let oneLiners = ParsingCorpus.cases.filter { !$0.bytes.contains(0x0A) && $0.bytes.count < 10_000 }
            let answers = try await blocking { () throws -> [Answer] in
                let socket = try LineSocket(path: host.socket)
                return try oneLiners.indices.map { index in
                    let line =
                        Array(#"{"jsonrpc":"2.0","id":0,"method":"grpc.health.v1.Health/Check","unknown":"#.utf8)
                        + oneLiners[index].bytes + [0x7D]
                    return try Self.ask(line, marker: index, over: socket)
                }
            }
            for (answer, parsing) in zip(answers, oneLiners) {
                switch parsing.kind {
                case .accept: #expect(answer.results == 1 && answer.codes.isEmpty, "\(parsing.name): \(answer.codes)")
                case .reject:
                    #expect(answer.results == 0, "\(parsing.name)")
                    #expect(answer.codes.first == -32_700 || answer.codes.first == -32_600, "\(parsing.name)")
                case .either: #expect(answer.results + answer.codes.count == 1, "\(parsing.name)")
                }
            }
        }

        /// Sends `bytes` as a line and a health check after it, and gathers what comes before the check's answer.
        private static func ask(_ bytes: [UInt8], marker: Int, over socket: LineSocket) throws -> Answer {
            try socket.send(bytes + [0x0A])
            let id = "after-\(marker)"
            try socket.send(line: #"{"jsonrpc":"2.0","id":"\#(id)","method":"grpc.health.v1.Health/Check"}"#)
            var answer = Answer()
            while let line = try socket.nextLineBytes() {
                guard let value = try? JSONSerialization.jsonObject(with: Data(line)) else {
                    throw NeverCame(description: "an answer that is JSON: \(String(decoding: line, as: UTF8.self))")
                }
                for reply in (value as? [[String: Any]]) ?? [value as? [String: Any] ?? [:]] {
                    if reply["id"] as? String == id { return answer }
                    if let error = reply["error"] as? [String: Any] {
                        answer.codes.append(error["code"] as? Int ?? 0)
                    } else {
                        answer.results += 1
                    }
                }
            }
            throw NeverCame(description: "the connection lives on")
        }
    }
}
