import EventLoop
import Foundation
import Synchronization
import Testing

@Suite struct UnixSocketTests {
    private static func folder() -> String {
        let path = "/tmp/xinyu-" + UUID().uuidString.prefix(8)
        return String(path)
    }

    private func echo(at path: String, on loop: EventLoop) async throws -> UnixListener {
        try await UnixListener.serve(ListeningSocket(path: path), on: loop) { stream in
            stream.start(receiver: Recorder(echo: stream))
        }
    }

    @Test func socketHasItsModeInAFolderClosedToOthers() async throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let loop = try EventLoop()
        let listener = try await echo(at: folder + "/s", on: loop)
        let manager = FileManager.default
        #expect(try manager.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o750)
        #expect(try manager.attributesOfItem(atPath: folder + "/s")[.posixPermissions] as? Int == 0o660)
        #expect(try manager.contentsOfDirectory(atPath: folder) == ["s"])
        await listener.close()
        #expect(try manager.contentsOfDirectory(atPath: folder) == [])
        await loop.stop()
    }

    @Test func livingSocketIsRefusedAndAReplacedOneIsNotRemoved() async throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let loop = try EventLoop()
        let path = folder + "/s"
        let first = try await echo(at: path, on: loop)
        #expect(throws: EventLoopError.alreadyServed(path: path)) { _ = try ListeningSocket(path: path) }
        try FileManager.default.removeItem(atPath: path)
        let second = try await echo(at: path, on: loop)
        await first.close()
        #expect(FileManager.default.fileExists(atPath: path))
        await second.close()
        await loop.stop()
    }

    @Test func longPathIsAClearError() {
        let path = "/tmp/" + String(repeating: "a", count: 120)
        #expect(throws: EventLoopError.pathTooLong(path: path, limit: 107)) { _ = try ListeningSocket(path: path) }
    }

    @Test func fourMegabytesComeBackWhole() async throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let loop = try EventLoop()
        let listener = try await echo(at: folder + "/s", on: loop)
        let stream = try await UnixStream.connect(path: folder + "/s", on: loop)
        #expect(stream.peer?.userID == getuid())
        #expect(stream.peer?.processID == getpid())
        let sent = (0..<4_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let recorder = Recorder()
        loop.execute {
            stream.start(receiver: recorder)
            for start in stride(from: 0, to: sent.count, by: 10_000) {
                stream.write(Array(sent[start..<start + 10_000]))
            }
        }
        #expect(try await recorder.waits { $0.bytes.count == sent.count && $0.drains > 0 })
        #expect(recorder.seen.bytes == sent)
        loop.execute { stream.close(afterFlush: true) }
        #expect(try await recorder.waits { $0.end == .closedHere })
        await listener.close()
        await loop.stop()
    }

    @Test func aThousandConnectionsOverTwoLoopsAllAnswer() async throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let loop = try EventLoop()
        let other = try EventLoop()
        let onOther = Mutex(0)
        let listener = try await UnixListener.serve(
            ListeningSocket(path: folder + "/s"), on: loop, and: [other]
        ) { stream in
            if stream.loop === other { onOther.withLock { $0 += 1 } }
            stream.start(receiver: Recorder(echo: stream))
        }
        var open = rlimit()
        getrlimit(__rlimit_resource_t(7), &open)
        let count = open.rlim_cur > 2200 ? 1000 : 100
        var ends: [(UnixStream, Recorder)] = []
        for _ in 0..<count { ends.append((try await UnixStream.connect(path: folder + "/s", on: loop), Recorder())) }
        for (stream, recorder) in ends {
            loop.execute {
                stream.start(receiver: recorder)
                stream.write([1, 2, 3])
            }
        }
        for (_, recorder) in ends { #expect(try await recorder.waits { $0.bytes == [1, 2, 3] }) }
        #expect(onOther.withLock { $0 } == count / 2)
        await listener.close()
        await loop.stop()
        await other.stop()
        #expect(ends.allSatisfy { $0.1.seen.end != nil })
    }
}
