import EventLoop
import Foundation
import Synchronization

/// Plays a transcript against a server and compares what comes back.
///
/// A transcript is lines: `--> ` sends what follows and a line's end, `<-- ` expects exactly this line next, `<~~ `
/// expects this line among the next ones (a run of `<~~` is a group in any order). `==> ` sends what follows without
/// a line's end. `<-!` expects the connection to end. `#` and blank lines are for the reader. In a sent line `⟨CR⟩`,
/// `⟨NUL⟩`, `⟨BOM⟩` and `⟨XX⟩` (two hexadecimal digits) stand for those bytes, `⟨a*1000⟩` for a run.
struct TranscriptRunner {
    struct Failure: Error, CustomStringConvertible {
        let file: String
        let line: Int
        let description: String

        init(_ file: String, _ line: Int, _ text: String) {
            self.file = file
            self.line = line
            description = "\(file):\(line): \(text)"
        }
    }

    /// What carries the lines: in memory here, a socket elsewhere.
    protocol Transport: Sendable {
        func send(_ bytes: [UInt8])
        /// The next whole line without its end, or nothing when the connection has ended.
        func nextLine() async throws -> String?
    }

    let transport: any Transport

    func play(_ text: String, named name: String) async throws {
        var expected: [(line: Int, text: String)] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(raw)
            if !line.hasPrefix("<~~ ") { try await meet(&expected, in: name) }
            if line.hasPrefix("--> ") || line == "-->" {
                transport.send(Self.bytes(of: line.dropFirst(4)) + [0x0A])
            } else if line.hasPrefix("==> ") {
                transport.send(Self.bytes(of: line.dropFirst(4)))
            } else if line.hasPrefix("<-- ") {
                expected = [(index + 1, String(line.dropFirst(4)))]
                try await meet(&expected, in: name)
            } else if line.hasPrefix("<~~ ") {
                expected.append((index + 1, String(line.dropFirst(4))))
            } else if line == "<-!" {
                if let extra = try await transport.nextLine() {
                    throw Failure(name, index + 1, "the connection should end, but sent: \(extra)")
                }
            } else if !line.isEmpty && !line.hasPrefix("#") {
                throw Failure(name, index + 1, "not a transcript's line: \(line)")
            }
        }
        try await meet(&expected, in: name)
    }

    private func meet(_ expected: inout [(line: Int, text: String)], in name: String) async throws {
        while let first = expected.first {
            guard let got = try await transport.nextLine() else {
                throw Failure(name, first.line, "the connection ended before: \(first.text)")
            }
            guard let index = expected.firstIndex(where: { $0.text == got }) else {
                throw Failure(name, first.line, "expected \(first.text)\n  got \(got)")
            }
            expected.remove(at: index)
        }
    }

    private static func bytes(of text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while let open = rest.firstIndex(of: "⟨"), let close = rest[open...].firstIndex(of: "⟩") {
            bytes += Array(rest[..<open].utf8)
            let name = String(rest[rest.index(after: open)..<close])
            switch name {
            case "CR": bytes.append(0x0D)
            case "NUL": bytes.append(0)
            case "BOM": bytes += [0xEF, 0xBB, 0xBF]
            default:
                if let star = name.lastIndex(of: "*"), let count = Int(name[name.index(after: star)...]) {
                    for _ in 0..<count { bytes += Array(name[..<star].utf8) }
                } else if let byte = UInt8(name, radix: 16) {
                    bytes.append(byte)
                }
            }
            rest = rest[rest.index(after: close)...]
        }
        return bytes + Array(rest.utf8)
    }
}

/// A client's end of any `ByteStream`, as lines.
final class LineTransport: TranscriptRunner.Transport, ByteStreamReceiver {
    private struct Inbox {
        var bytes: [UInt8] = []
        var lines: [String] = []
        var end: StreamEnd?
    }

    private let stream: any ByteStream
    private let inbox = Mutex(Inbox())

    /// Starts the stream.
    init(_ stream: any ByteStream) {
        self.stream = stream
        stream.loop.execute { stream.start(receiver: self) }
    }

    var ended: Bool { inbox.withLock { $0.end != nil } }

    func send(_ bytes: [UInt8]) { stream.loop.execute { self.stream.write(bytes) } }

    func send(line: String) { send(Array((line + "\n").utf8)) }

    func close() { stream.loop.execute { self.stream.close(afterFlush: true) } }

    func pauseReading() { stream.loop.execute { self.stream.pauseReading() } }

    func resumeReading() { stream.loop.execute { self.stream.resumeReading() } }

    /// Looks again every millisecond, for ten seconds.
    func nextLine() async throws -> String? {
        for _ in 0..<10_000 {
            let (line, isOver) = inbox.withLock { inbox -> (String?, Bool) in
                inbox.lines.isEmpty ? (nil, inbox.end != nil) : (inbox.lines.removeFirst(), false)
            }
            if let line { return line }
            if isOver { return nil }
            try await Task.sleep(for: .milliseconds(1))
        }
        return "nothing came in ten seconds"
    }

    func received(_ bytes: UnsafeRawBufferPointer) {
        inbox.withLock { inbox in
            inbox.bytes.append(contentsOf: bytes)
            while let end = inbox.bytes.firstIndex(of: 0x0A) {
                inbox.lines.append(String(decoding: inbox.bytes[..<end], as: UTF8.self))
                inbox.bytes.removeSubrange(...end)
            }
        }
    }

    func drained() {}

    func ended(_ reason: StreamEnd) { inbox.withLock { $0.end = reason } }
}
