/// Writing what `scorer_protocol.h` describes: host byte order, no padding of its own.
struct HostWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    /// `text` and zeros, `capacity` bytes in all; false if it does not fit with its end.
    mutating func append(_ text: String, padded capacity: Int) -> Bool {
        guard text.utf8.count < capacity, !text.utf8.contains(0) else { return false }
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: repeatElement(0, count: capacity - text.utf8.count))
        return true
    }
}

/// Reading it. What comes from the helper may have been forged by an instrument: every read can fail.
struct HostReader {
    let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func next<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) -> Value? {
        let size = MemoryLayout<Value>.size
        guard bytes.count - position >= size else { return nil }
        defer { position += size }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Value.self) }
    }

    mutating func next(_ count: Int) -> [UInt8]? {
        guard count >= 0, bytes.count - position >= count else { return nil }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// A text up to its NUL.
    mutating func text() -> String? {
        guard let end = bytes[position...].firstIndex(of: 0) else { return nil }
        defer { position = end + 1 }
        return String(validating: bytes[position..<end], as: UTF8.self)
    }
}
