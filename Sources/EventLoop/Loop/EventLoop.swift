internal import CUV
internal import Glibc
internal import Synchronization

/// One libuv loop on its own thread, started by `init` and ended by `stop()`.
///
/// `execute` and `stop` may be called from any thread; what else touches the loop says so. A loop with nothing to do
/// sleeps in the kernel and takes no processor time.
// @unchecked: `inbox` and `thread` carry their own locks; every other variable is only touched on the loop's thread.
public final class EventLoop: @unchecked Sendable {
    enum Work {
        case closure(@Sendable () -> Void)
        case job(UnownedJob)
    }

    enum Life { case running, stopping, stopped }

    struct Inbox {
        var work: [Work] = []
        var life = Life.running
        var stopWaiters: [CheckedContinuation<Void, Never>] = []
    }

    /// Runs tasks and actors on this loop.
    public var executor: LoopExecutor { LoopExecutor.of(self, in: executorSlot) }

    let uv: UnsafeMutablePointer<uv_loop_t>
    let readBuffer: UnsafeMutableRawBufferPointer
    private let wake: UnsafeMutablePointer<uv_async_t>
    private let turnEnd: UnsafeMutablePointer<uv_prepare_t>
    private let inbox = Mutex(Inbox())
    private let thread = Atomic<UInt>(0)
    private let executorSlot = Mutex<LoopExecutor?>(nil)
    /// Only touched on the loop: what must be closed before the loop can end.
    private var resources: [ObjectIdentifier: any LoopResource] = [:]
    /// Only touched on the loop: streams with bytes to send at the end of this turn.
    private var unflushed: [UnixStream] = []

    public init() throws(EventLoopError) {
        // libuv writes without MSG_NOSIGNAL: a client that hangs up must be an error, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        uv = .allocate(capacity: 1)
        wake = .allocate(capacity: 1)
        turnEnd = .allocate(capacity: 1)
        readBuffer = .allocate(byteCount: 64 * 1024, alignment: 16)
        try EventLoopError.check(uv_loop_init(uv), "loop")
        // Owned by the thread until it ends.
        let this = Unmanaged.passRetained(self).toOpaque()
        try EventLoopError.check(
            uv_async_init(uv, wake) { handle in
                guard let data = handle?.pointee.data else { return }
                Unmanaged<EventLoop>.fromOpaque(data).takeUnretainedValue().drain()
            }, "loop")
        wake.pointee.data = this
        uv_prepare_init(uv, turnEnd)
        turnEnd.pointee.data = this
        uv_prepare_start(turnEnd) { handle in
            guard let data = handle?.pointee.data else { return }
            Unmanaged<EventLoop>.fromOpaque(data).takeUnretainedValue().flush()
        }
        var identifier = uv_thread_t()
        let started = uv_thread_create(
            &identifier,
            { data in
                guard let data else { return }
                Unmanaged<EventLoop>.fromOpaque(data).takeRetainedValue().run()
            }, this)
        try EventLoopError.check(started, "thread")
        pthread_detach(identifier)
    }

    deinit {
        uv.deallocate()
        wake.deallocate()
        turnEnd.deallocate()
        readBuffer.deallocate()
    }

    /// Whether the caller runs on this loop's thread.
    public var isCurrent: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Runs `body` on the loop, in the order of the calls; false when the loop has been told to stop, and then
    /// `body` never runs.
    @discardableResult
    public func execute(_ body: @escaping @Sendable () -> Void) -> Bool {
        enqueue(.closure(body), evenWhileStopping: false)
    }

    @discardableResult
    func enqueue(_ work: Work, evenWhileStopping: Bool) -> Bool {
        inbox.withLock { inbox in
            guard inbox.life == .running || (evenWhileStopping && inbox.life == .stopping) else { return false }
            inbox.work.append(work)
            // Under the lock: the handle must not be closed between the look at `life` and this.
            if inbox.work.count == 1 { uv_async_send(wake) }
            return true
        }
    }

    /// Goes through the loop once and back; false when the loop is stopped. The watchdog's question.
    public func ping() async -> Bool {
        await withCheckedContinuation { continuation in
            let taken = enqueue(.closure { continuation.resume(returning: true) }, evenWhileStopping: true)
            if !taken { continuation.resume(returning: false) }
        }
    }

    /// Closes everything on the loop and ends its thread; what was handed to `execute` before still runs.
    public func stop() async {
        await withCheckedContinuation { continuation in
            let alreadyStopped = inbox.withLock { inbox in
                if inbox.life == .stopped { return true }
                inbox.stopWaiters.append(continuation)
                if inbox.life == .running {
                    inbox.life = .stopping
                    uv_async_send(wake)
                }
                return false
            }
            if alreadyStopped { continuation.resume() }
        }
    }

    func register(_ resource: any LoopResource) { resources[ObjectIdentifier(resource)] = resource }
    func unregister(_ resource: any LoopResource) { resources[ObjectIdentifier(resource)] = nil }

    func flushAtEndOfTurn(_ stream: UnixStream) { unflushed.append(stream) }

    private func flush() {
        guard !unflushed.isEmpty else { return }
        let streams = unflushed
        unflushed = []
        for stream in streams { stream.flush() }
        // `drained` may have queued more: the loop must not sleep on it.
        if !unflushed.isEmpty { inbox.withLock { inbox in if inbox.life != .stopped { uv_async_send(wake) } } }
    }

    /// Everything that waits, and not what that adds: sockets get their turn in between.
    private func drain() {
        let (work, life) = inbox.withLock { inbox in
            let work = inbox.work
            inbox.work = []
            return (work, inbox.life)
        }
        for item in work {
            switch item {
            case .closure(let body): body()
            case .job(let job): executor.run(job)
            }
        }
        guard life == .stopping else { return }
        for resource in resources.values { resource.loopStops() }
        let idle = resources.isEmpty
        inbox.withLock { inbox in
            if idle && inbox.work.isEmpty {
                inbox.life = .stopped
                uv_close(UnsafeMutableRawPointer(wake).assumingMemoryBound(to: uv_handle_t.self), nil)
                uv_close(UnsafeMutableRawPointer(turnEnd).assumingMemoryBound(to: uv_handle_t.self), nil)
            } else {
                // Close callbacks come in this turn: look again in the next.
                uv_async_send(wake)
            }
        }
    }

    private func run() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        uv_run(uv, UV_RUN_DEFAULT)
        uv_loop_close(uv)
        // The kernel may give this thread's number to another.
        thread.store(0, ordering: .relaxed)
        let waiters = inbox.withLock { inbox in
            let waiters = inbox.stopWaiters
            inbox.stopWaiters = []
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

/// Something with open handles, which the loop closes when it stops.
protocol LoopResource: AnyObject {
    /// On the loop; may be called more than once.
    func loopStops()
}

/// Frees a handle that was allocated here, and lets go of the object in `data`, once libuv has forgotten it.
func closeHandle<Handle>(_ handle: UnsafeMutablePointer<Handle>) {
    uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self)) { closed in
        guard let closed else { return }
        if let owner = closed.pointee.data { Unmanaged<AnyObject>.fromOpaque(owner).release() }
        UnsafeMutableRawPointer(closed).deallocate()
    }
}
