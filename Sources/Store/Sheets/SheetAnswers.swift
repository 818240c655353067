/// The answers of a sheet as they are sealed: what was marked, and how long each item took.
///
/// A format byte, the count of values, each value after zigzag, then the count of times and the times, all in LEB128:
/// a sheet of codes and seconds takes three bytes an item. A missing value is `missing`, the contract's own word.
public struct SheetAnswers: Sendable, Equatable {
    /// Stands where an item was not answered.
    public static let missing = Int32.min
    private static let format: UInt8 = 1
    /// More items than any instrument has; a count above it is damage.
    private static let mostItems = 4_096

    /// As marked, item 1 first.
    public let values: [Int32]
    /// Milliseconds for each item; empty when not measured.
    public let elapsed: [UInt32]

    public init(values: [Int32], elapsed: [UInt32]) {
        self.values = values
        self.elapsed = elapsed
    }

    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + 2 * values.count + 3 * elapsed.count)
        bytes.append(SheetAnswers.format)
        SheetAnswers.append(UInt32(values.count), to: &bytes)
        for value in values { SheetAnswers.append(UInt32(bitPattern: value << 1 ^ value >> 31), to: &bytes) }
        SheetAnswers.append(UInt32(elapsed.count), to: &bytes)
        for time in elapsed { SheetAnswers.append(time, to: &bytes) }
        return bytes
    }

    /// The answers that `bytes` was made of, or nothing if it is not such.
    public init?(bytes: [UInt8]) {
        guard bytes.first == SheetAnswers.format else { return nil }
        var rest = bytes.dropFirst()
        guard let values = SheetAnswers.list(&rest), let elapsed = SheetAnswers.list(&rest), rest.isEmpty else {
            return nil
        }
        self.values = values.map { Int32(bitPattern: $0 >> 1) ^ -Int32(bitPattern: $0 & 1) }
        self.elapsed = elapsed
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func list(_ rest: inout ArraySlice<UInt8>) -> [UInt32]? {
        guard let count = number(&rest), count <= mostItems else { return nil }
        var numbers: [UInt32] = []
        numbers.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let next = number(&rest) else { return nil }
            numbers.append(next)
        }
        return numbers
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
        var number: UInt64 = 0
        for shift in stride(from: 0, to: 35, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            number |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 { return UInt32(exactly: number) }
        }
        return nil
    }
}
