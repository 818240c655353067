/// Cuts a file of vectors into numbered lines, as its bytes come: however large the file, no more than a line is kept.
///
///     lines.append(bytes)
///     while let line = lines.next() { … }
///     lines.end()                             // what is left is a line too
///     while let line = lines.next() { … }
///
/// A line ends with LF or CRLF; a mark of byte order at the start is passed over, and so are blank lines, which count.
public struct VectorLines: Sendable {
    /// One line that has something on it.
    public struct Line: Sendable, Equatable {
        /// From 1.
        public let number: Int
        /// Without its end; nothing where it was longer than `limit`.
        public let bytes: [UInt8]?

        func text() throws(Vector.LineError) -> String {
            guard let bytes else { throw Vector.LineError(message: "is longer than \(VectorLines.limit) bytes") }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Vector.LineError(message: "is not UTF-8")
            }
            return text
        }
    }

    /// The longest line that is looked at; one of 1,024 items with all its scores is far below.
    static let limit = 1 << 20
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private var buffer: [UInt8] = []
    private var start = 0
    private var searched = 0
    private var number = 0
    private var isTooLong = false
    private var hasEnded = false

    public init() {}

    public mutating func append(_ bytes: some Sequence<UInt8>) {
        buffer.removeSubrange(..<start)
        searched -= start
        start = 0
        buffer.append(contentsOf: bytes)
    }

    /// No more comes.
    public mutating func end() { hasEnded = true }

    /// The next line that is there whole and not blank, or nothing.
    public mutating func next() -> Line? {
        while true {
            let end: Int
            if let found = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                end = found
            } else if hasEnded, start < buffer.count || isTooLong {
                end = buffer.count
            } else {
                forgetIfTooLong()
                return nil
            }
            let line = take(upTo: end)
            if let line { return line }
        }
    }

    private mutating func take(upTo end: Int) -> Line? {
        number += 1
        var bytes = buffer[start..<end]
        start = min(end + 1, buffer.count)
        searched = start
        defer { isTooLong = false }
        if isTooLong || bytes.count > Self.limit { return Line(number: number, bytes: nil) }
        if number == 1 && bytes.starts(with: Self.byteOrderMark) { bytes = bytes.dropFirst(3) }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return nil }
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        return Line(number: number, bytes: Array(bytes))
    }

    /// What is searched is not searched again, and what cannot become a line is not kept.
    private mutating func forgetIfTooLong() {
        searched = buffer.count
        guard isTooLong || buffer.count - start > Self.limit else { return }
        isTooLong = true
        buffer = []
        start = 0
        searched = 0
    }
}
