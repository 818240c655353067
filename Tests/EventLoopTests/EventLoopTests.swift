import EventLoop
import Synchronization
import Testing

@Suite struct EventLoopTests {
    @Test func workRunsOnTheLoopInOrder() async throws {
        let loop = try EventLoop()
        let order = Order()
        for number in 0..<1000 { loop.execute { order.add(loop.isCurrent ? number : -1) } }
        #expect(await loop.ping())
        #expect(order.numbers == Array(0..<1000))
        #expect(!loop.isCurrent)
        await loop.stop()
        #expect(await loop.ping() == false)
        #expect(!loop.execute {})
    }

    @Test func timersFireInTheirOrderAndACancelledOneNever() async throws {
        let loop = try EventLoop()
        let order = Order()
        loop.schedule(after: .milliseconds(30)) { order.add(2) }
        loop.schedule(after: .milliseconds(5)) { order.add(1) }
        loop.schedule(after: .milliseconds(10)) { order.add(9) }.cancel()
        try await Task.sleep(for: .milliseconds(120))
        #expect(order.numbers == [1, 2])
        await loop.stop()
    }

    @Test func tasksOnTheExecutorRunOnTheLoop() async throws {
        let loop = try EventLoop()
        let isThere = await Task(executorPreference: loop.executor) { loop.isCurrent }.value
        #expect(isThere)
        await loop.stop()
    }

    @Test func pairedStreamsCarryBytesTogetherAndEndTogether() async throws {
        let loop = try EventLoop()
        let (first, second) = InMemoryStream.pair(on: loop)
        let here = Recorder()
        let there = Recorder()
        loop.execute {
            first.start(receiver: here)
            second.start(receiver: there)
            first.write([1])
            first.write([2, 3])
            first.close(afterFlush: true)
        }
        #expect(try await there.waits { $0.end == .closedByPeer })
        #expect(there.seen.bytes == [1, 2, 3])
        #expect(there.seen.pieces == 1)
        #expect(here.seen.end == .closedHere)
        await loop.stop()
    }
}

final class Order: Sendable {
    private let state = Mutex<[Int]>([])
    var numbers: [Int] { state.withLock { $0 } }
    func add(_ number: Int) { state.withLock { $0.append(number) } }
}
