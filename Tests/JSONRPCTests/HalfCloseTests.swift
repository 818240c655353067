import EventLoop
import Foundation
import Glibc
import Logging
import TestSupport
import Testing

@testable import JSONRPC

/// `printf '…' | nc -N -U SOCKET` closes its sending half before the answer is there.
@Suite struct HalfCloseTests {
    @Test func callsOfAClientThatSendsNoMoreAreStillAnswered() async throws {
        let folder = try TemporaryFolder()
        let loop = try EventLoop()
        let server = Server(handler: ExampleHandler(), logger: Logger(label: "test"))
        let listener = try await UnixListener.serve(ListeningSocket(path: folder.file("d/s")), on: loop) {
            server.accept($0)
        }
        let descriptor = try Self.connect(folder.file("d/s"))
        defer { close(descriptor) }
        let lines =
            #"{"jsonrpc":"2.0","id":1,"method":"echoLater"}"# + "\n"
            + #"{"jsonrpc":"2.0","id":2,"method":"holdStream"}"# + "\n"
        #expect(write(descriptor, lines, lines.utf8.count) == lines.utf8.count)
        #expect(shutdown(descriptor, Int32(SHUT_WR)) == 0)
        // To the end: the daemon closes when the last call is answered.
        let answers = try Self.readToEnd(descriptor).split(separator: "\n")
        #expect(answers.contains(#"{"jsonrpc":"2.0","id":1,"result":{}}"#))
        // A watch would have no end: it is told so.
        #expect(answers.contains { $0.contains(#""id":2"#) && $0.contains("UNAVAILABLE") })
        #expect(answers.count == 2)
        await listener.close()
        await loop.stop()
    }

    private struct SystemFailure: Error {}

    private static func connect(_ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { throw SystemFailure() }
        return descriptor
    }

    private static func readToEnd(_ descriptor: Int32) throws -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count >= 0 else { throw SystemFailure() }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }
}
