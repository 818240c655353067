internal import Glibc

/// Cuts what a connection sends into lines.
///
///     reader.append(bytes)
///     while let frame = reader.next() { … }
///
/// A line ends with LF or CRLF; empty lines are passed over. A line over the limit is never kept: its bytes are
/// dropped as they come, and when it ends `next` says `tooLong` once.
struct FrameReader {
    enum Frame: Equatable {
        /// A line without its end; its bytes can be read by `withBytes` until the next call of a mutating method.
        case line(Range<Int>)
        case tooLong
    }

    /// In bytes, without the line's end.
    let limit: Int
    private var buffer: [UInt8] = []
    /// Up to here the lines have been given out.
    private var start = 0
    /// From `start` up to here there is no line's end.
    private var searched = 0
    private var isSkipping = false

    init(limit: Int) { self.limit = limit }

    /// Whether a line has begun and not ended. Only right when `next` has answered nothing.
    var hasPartialLine: Bool { isSkipping || start < buffer.count }

    /// Bytes that are kept for lines that have not been given out.
    var heldBytes: Int { buffer.count - start }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if start == buffer.count {
            // A burst's memory is not kept for the life of the connection.
            buffer.removeAll(keepingCapacity: buffer.capacity <= 16 * 1024)
        } else if start > 0 {
            buffer.removeSubrange(..<start)
        }
        searched -= start
        start = 0
        buffer.append(contentsOf: bytes)
    }

    /// The next line that is there whole, or nothing.
    mutating func next() -> Frame? {
        while true {
            guard let newline = findNewline() else { return nil }
            var line = start..<newline
            start = newline + 1
            searched = start
            if isSkipping {
                isSkipping = false
                return .tooLong
            }
            if let last = line.last, buffer[last] == UInt8(ascii: "\r") { line = line.lowerBound..<last }
            if line.count > limit { return .tooLong }
            if !line.isEmpty { return .line(line) }
        }
    }

    func withBytes<Result>(of line: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[line])) }
    }

    private mutating func findNewline() -> Int? {
        let found = buffer.withUnsafeBytes { bytes -> Int? in
            guard searched < bytes.count, let base = bytes.baseAddress,
                let hit = memchr(base + searched, 0x0A, bytes.count - searched)
            else { return nil }
            return base.distance(to: UnsafeRawPointer(hit))
        }
        if let found { return found }
        searched = buffer.count
        // One more, for the CR that may stand before the LF.
        if isSkipping || buffer.count - start > limit + 1 {
            isSkipping = true
            buffer = []
            start = 0
            searched = 0
        }
        return nil
    }
}
