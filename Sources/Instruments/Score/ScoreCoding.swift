/// Writes what scores are stored as. Counts and lengths are LEB128; a number is a zigzag LEB128 after a presence byte; texts
/// are length and UTF-8.
struct ScoreWriter {
    var bytes: [UInt8] = []

    mutating func append(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func append(_ value: Int64?) {
        guard let value else { return bytes.append(0) }
        bytes.append(1)
        append(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func append(_ text: String) {
        append(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

/// Reads what `ScoreWriter` wrote; nothing where the bytes are cut, or are no such.
struct ScoreReader {
    /// A number that may be absent, read well.
    struct Number { var value: Int64? }

    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func unsigned() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let part = byte() else { return nil }
            value |= UInt64(part & 0x7f) << shift
            if part & 0x80 == 0 { return value }
        }
        return nil
    }

    /// A count can never be larger than the bytes that are left.
    mutating func count() -> Int? {
        guard let value = unsigned(), value <= 1 << 20 else { return nil }
        return Int(value)
    }

    mutating func optionalNumber() -> Number? {
        switch byte() {
        case 0: return Number(value: nil)
        case 1:
            guard let value = unsigned() else { return nil }
            return Number(value: Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
        default: return nil
        }
    }

    mutating func blob() -> [UInt8]? {
        guard let length = count(), length <= bytes.count - position else { return nil }
        defer { position += length }
        return Array(bytes[position..<position + length])
    }

    mutating func text() -> String? {
        guard let length = count(), length <= bytes.count - position else { return nil }
        defer { position += length }
        return String(validating: bytes[position..<position + length], as: UTF8.self)
    }

    mutating func list<Element>(_ element: (inout ScoreReader) -> Element?) -> [Element]? {
        guard let count = count(), count <= bytes.count - position else { return nil }
        var elements: [Element] = []
        for _ in 0..<count {
            guard let next = element(&self) else { return nil }
            elements.append(next)
        }
        return elements
    }
}
