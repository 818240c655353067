/// A random, opaque name for one thing: 16 bytes, written as 32 lowercase hexadecimal digits.
///
/// Nothing about the thing can be read from it: neither who, nor when, nor how many came before.
public struct Identifier: Hashable, Sendable, Comparable {
    let high: UInt64
    let low: UInt64

    /// The identifier that stands for the installation itself, where a place needs an owner and there is no person.
    public static let installation = Identifier(high: 0, low: 0)

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new identifier from `random`.
    public init(randomFrom random: any RandomSource) {
        self.init(unchecked: random.publicBytes(16))
    }

    /// The identifier with these bytes, or nothing if there are not sixteen of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.init(unchecked: bytes)
    }

    /// The identifier written as 32 lowercase hexadecimal digits, or nothing if `text` is not one.
    public init?(_ text: some StringProtocol) {
        // In memory of its own, if need be: a text that the compiler does not know costs a call for each digit.
        let read = text.utf8.withContiguousStorageIfAvailable { Identifier(digits: UnsafeRawBufferPointer($0)) }
        guard let identifier = read ?? Array(text.utf8).withUnsafeBytes({ Identifier(digits: $0) }) else { return nil }
        self = identifier
    }

    private init?(digits: UnsafeRawBufferPointer) {
        guard digits.count == 32 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for digit in digits {
            let value: UInt64
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt64(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = UInt64(digit - UInt8(ascii: "a") + 10)
            default: return nil
            }
            words.0 = words.0 << 4 | words.1 >> 60
            words.1 = words.1 << 4 | value
        }
        self.init(high: words.0, low: words.1)
    }

    private init(unchecked bytes: some Collection<UInt8>) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// The sixteen bytes, most significant first.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
            count = 16
        }
    }

    public static func < (left: Identifier, right: Identifier) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Identifier: CustomStringConvertible {
    public var description: String {
        String(unsafeUninitializedCapacity: 32) { buffer in
            for digit in 0..<32 {
                let word = digit < 16 ? high : low
                let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - digit % 16 * 4)) & 15
                buffer[digit] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
            }
            return 32
        }
    }
}
