import Foundation
import Testing

@testable import EventLoop

/// One after the other: the environment is the process's.
@Suite(.serialized) struct ServiceManagerTests {
    private static func with(_ variables: [String: String], _ body: () throws -> Void) throws {
        for (name, value) in variables { setenv(name, value, 1) }
        defer { for name in variables.keys { unsetenv(name) } }
        try body()
    }

    /// A listening socket on a descriptor far from those that the test runner uses.
    private static func listener(at descriptor: Int32, kind: __socket_type = SOCK_STREAM) throws {
        let made = socket(AF_UNIX, Int32(kind.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // The family alone: the kernel chooses an abstract name.
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(made, $0, socklen_t(MemoryLayout<sa_family_t>.size))
            }
        }
        try #require(bound == 0)
        if kind == SOCK_STREAM { try #require(listen(made, 8) == 0) }
        try #require(dup2(made, descriptor) == descriptor)
        close(made)
    }

    @Test func handedSocketsAreTakenOnceWithTheirNames() throws {
        for descriptor: Int32 in [400, 401] { try Self.listener(at: descriptor) }
        defer { for descriptor: Int32 in [400, 401] { close(descriptor) } }
        try Self.with(["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "front:admin"]) {
            let sockets = try ServiceManager.listenDescriptors(first: 400)
            #expect(sockets.map(\.name) == ["front", "admin"])
            #expect(sockets.map(\.socket.descriptor) == [400, 401])
            #expect(fcntl(400, F_GETFD) & FD_CLOEXEC != 0)
            #expect(fcntl(401, F_GETFL) & O_NONBLOCK != 0)
            for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { #expect(getenv(name) == nil) }
            #expect(try ServiceManager.listenDescriptors(first: 400).isEmpty)
        }
    }

    @Test func whatIsMeantForAnotherProcessIsLeft() throws {
        try Self.with(["LISTEN_PID": "1", "LISTEN_FDS": "2"]) {
            let sockets = try ServiceManager.listenDescriptors(first: 400)
            #expect(sockets.isEmpty)
        }
    }

    @Test(arguments: [
        (["LISTEN_FDS": "x"], "LISTEN_FDS"), (["LISTEN_FDS": "-1"], "LISTEN_FDS"), (["LISTEN_FDS": "65"], "LISTEN_FDS"),
        (["LISTEN_FDS": "2", "LISTEN_FDNAMES": "a"], "LISTEN_FDNAMES"), (["LISTEN_FDS": "1"], "descriptor 450"),
        (["LISTEN_PID": "me", "LISTEN_FDS": "1"], "LISTEN_PID"),
    ]) func nonsenseIsAnErrorThatNamesIt(_ variables: [String: String], _ name: String) throws {
        let all = ["LISTEN_PID": "\(getpid())"].merging(variables) { $1 }
        try Self.with(all) {
            #expect(throws: EventLoopError.badActivation(name)) {
                _ = try ServiceManager.listenDescriptors(first: 450)
            }
        }
    }

    @Test func aDatagramSocketIsNotListenedOn() throws {
        try Self.listener(at: 402, kind: SOCK_DGRAM)
        defer { close(402) }
        try Self.with(["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "1"]) {
            #expect(throws: EventLoopError.badActivation("descriptor 402")) {
                _ = try ServiceManager.listenDescriptors(first: 402)
            }
        }
    }

    @Test(arguments: ["/tmp/xinyu-notify-\(getpid())", "@xinyu-notify-\(getpid())"])
    func statesArriveAsDatagrams(_ path: String) throws {
        let receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer {
            close(receiver)
            unlink(path)
        }
        let address = try SocketAddress(path: path, allowsAbstract: true)
        try #require(address.withPointer { bind(receiver, $0, $1) } == 0)
        func next() -> String {
            var bytes = [UInt8](repeating: 0, count: 1000)
            let count = recv(receiver, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }
        try Self.with(["NOTIFY_SOCKET": path]) {
            #expect(try ServiceManager.notify(.ready) == .sent)
            #expect(next() == "READY=1")
            try ServiceManager.notify(.reloading)
            let parts = next().split(separator: "\n")
            #expect(parts.first == "RELOADING=1")
            #expect(parts.last?.hasPrefix("MONOTONIC_USEC=") == true)
            #expect(parts.last.flatMap { UInt64($0.dropFirst(15)) } ?? 0 > 0)
            try ServiceManager.notify(.stopping)
            #expect(next() == "STOPPING=1")
            try ServiceManager.notify(.status("12 connections\nREADY=1"))
            #expect(next() == "STATUS=12 connections READY=1")
            try ServiceManager.notify(.alive)
            #expect(next() == "WATCHDOG=1")
        }
        #expect(try ServiceManager.notify(.ready) == .nobodyListens)
    }

    @Test func anAbsentListenerIsAnErrorAndNotAnEnd() throws {
        try Self.with(["NOTIFY_SOCKET": "/tmp/xinyu-notify-nobody-\(getpid())"]) {
            #expect(throws: EventLoopError.system(step: "sendto", name: "ENOENT")) {
                _ = try ServiceManager.notify(.ready)
            }
        }
        try Self.with(["NOTIFY_SOCKET": "vsock:2:1"]) {
            #expect(throws: EventLoopError.badActivation("NOTIFY_SOCKET")) { _ = try ServiceManager.notify(.ready) }
        }
    }

    @Test func watchdogIsForThisProcessOnly() throws {
        try Self.with(["WATCHDOG_USEC": "30000000"]) { #expect(ServiceManager.watchdogInterval == .seconds(30)) }
        try Self.with(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"]) {
            #expect(ServiceManager.watchdogInterval == .seconds(30))
        }
        try Self.with(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"]) {
            #expect(ServiceManager.watchdogInterval == nil)
        }
        try Self.with(["WATCHDOG_USEC": "0"]) { #expect(ServiceManager.watchdogInterval == nil) }
        #expect(ServiceManager.watchdogInterval == nil)
    }
}
