internal import CInstrument

/// Room for one frame, head and payload in one piece, which is used again for the next. Belongs to one thread at a time.
final class FrameMemory {
    static let headBytes = MemoryLayout<xinyu_frame_head>.size

    private(set) var start: UnsafeMutableRawPointer
    private(set) var capacity: Int
    /// Of the payload.
    var length = 0

    /// - Parameter capacity: of the payload to begin with.
    init(capacity: Int) {
        self.capacity = capacity
        start = .allocate(byteCount: Self.headBytes + capacity, alignment: 16)
    }

    deinit { start.deallocate() }

    var payload: UnsafeMutableRawPointer { start + Self.headBytes }

    var payloadBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: payload, count: length) }

    /// Forgets what is there.
    func makeRoom(for capacity: Int) {
        guard capacity > self.capacity else { return }
        start.deallocate()
        start = .allocate(byteCount: Self.headBytes + capacity, alignment: 16)
        self.capacity = capacity
    }

    func writeHead(kind: Int) {
        start.storeBytes(of: xinyu_frame_head(length: UInt32(length), kind: UInt32(kind)), as: xinyu_frame_head.self)
    }
}
