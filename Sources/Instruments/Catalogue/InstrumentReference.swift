/// Exactly one instrument: what a campaign pins and a result names.
public struct InstrumentReference: Hashable, Sendable {
    public let id: String
    public let version: String
    public let hash: ContentHash

    public init(id: String, version: String, hash: ContentHash) {
        self.id = id
        self.version = version
        self.hash = hash
    }
}

/// BLAKE2b-256 over the hashes of an instrument's code and manifest; see `scorer_protocol.h`.
public struct ContentHash: Hashable, Sendable, CustomStringConvertible {
    public static let length = 32
    public let bytes: [UInt8]

    /// Nothing unless there are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// From 64 lowercase hexadecimal digits.
    public init?(_ text: String) {
        guard text.utf8.count == 2 * Self.length else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text.utf8 {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.bytes = bytes
    }

    public var description: String {
        String(unsafeUninitializedCapacity: 2 * Self.length) { buffer in
            for (index, byte) in bytes.enumerated() {
                for (offset, value) in [(0, byte >> 4), (1, byte & 15)] {
                    buffer[2 * index + offset] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
                }
            }
            return 2 * Self.length
        }
    }
}
