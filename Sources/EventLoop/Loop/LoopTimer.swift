internal import CUV

extension EventLoop {
    /// Runs `body` on the loop once, after `delay` at the earliest. From any thread.
    @discardableResult
    public func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> LoopTimer {
        let timer = LoopTimer(loop: self, body: body)
        let (seconds, attoseconds) = delay.components
        // Rounded up: never early.
        let fraction = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        let milliseconds = delay <= .zero ? 0 : UInt64(clamping: seconds).multipliedClamping(1000) + UInt64(fraction)
        if isCurrent { timer.start(milliseconds) } else { execute { timer.start(milliseconds) } }
        return timer
    }
}

extension UInt64 {
    /// Leaves room for the fraction that is added.
    fileprivate func multipliedClamping(_ factor: UInt64) -> UInt64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max / 2 : Swift.min(product, .max / 2)
    }
}

/// One call in the future, which can be taken back.
// @unchecked: its variables are only touched on the loop.
public final class LoopTimer: LoopResource, @unchecked Sendable {
    private let loop: EventLoop
    private var body: (@Sendable () -> Void)?
    private var handle: UnsafeMutablePointer<uv_timer_t>?

    init(loop: EventLoop, body: @escaping @Sendable () -> Void) {
        self.loop = loop
        self.body = body
    }

    func start(_ milliseconds: UInt64) {
        guard body != nil else { return }
        let handle = UnsafeMutablePointer<uv_timer_t>.allocate(capacity: 1)
        uv_timer_init(loop.uv, handle)
        handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
        self.handle = handle
        loop.register(self)
        // The loop's clock stands still during a turn; a long turn must not make the timer early.
        uv_update_time(loop.uv)
        uv_timer_start(
            handle,
            { handle in
                guard let data = handle?.pointee.data else { return }
                Unmanaged<LoopTimer>.fromOpaque(data).takeUnretainedValue().fire()
            }, milliseconds, 0)
    }

    /// Takes the call back, from any thread; on the loop, it is certain not to come afterwards.
    public func cancel() {
        if loop.isCurrent { loopStops() } else { loop.execute { self.loopStops() } }
    }

    private func fire() {
        let body = body
        loopStops()
        body?()
    }

    func loopStops() {
        body = nil
        guard let handle else { return }
        self.handle = nil
        loop.unregister(self)
        closeHandle(handle)
    }
}
