internal import Domain
internal import SwiftProtobuf

/// Values as protobuf's JSON has them.
extension [UInt8] {
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(decimal number: some FixedWidthInteger) {
        if number < 0 { append(UInt8(ascii: "-")) }
        let start = count
        var rest = UInt64(number.magnitude)
        repeat {
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }

    mutating func append(quoted number: some FixedWidthInteger) {
        append(UInt8(ascii: "\""))
        append(decimal: number)
        append(UInt8(ascii: "\""))
    }

    mutating func append(quoted text: String) {
        var text = text
        append(UInt8(ascii: "\""))
        text.withUTF8 { append(escaping: $0) }
        append(UInt8(ascii: "\""))
    }

    /// The stretches between characters that must be escaped are copied whole.
    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            // 0xC2 leads the characters from 0x80 to 0xBF, of which the lower half controls terminals.
            let isWide = byte == 0xC2 && index + 1 < text.count && text[index + 1] < 0xA0
            guard isWide || byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F else {
                index += 1
                continue
            }
            append(contentsOf: text[start..<index])
            if isWide { index += 1 }
            append(escape: text[index])
            index += 1
            start = index
        }
        append(contentsOf: text[start...])
    }

    private mutating func append(escape code: UInt8) {
        switch code {
        case 0x08: append("\\b")
        case 0x09: append("\\t")
        case 0x0A: append("\\n")
        case 0x0C: append("\\f")
        case 0x0D: append("\\r")
        case 0x22: append("\\\"")
        case 0x5C: append("\\\\")
        default:
            append("\\u00")
            for digit in [code >> 4, code & 15] {
                append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
            }
        }
    }

    /// - Returns: false, with nothing appended, for a moment that is in none of the years of `CalendarDate`, or that
    ///   does not fall on a millisecond.
    mutating func append(quoted moment: Google_Protobuf_Timestamp) -> Bool {
        let (days, second) = moment.seconds.flooredQuotient(by: 86_400)
        let date = CalendarDate(daysSinceEpoch: days)
        guard date.daysSinceEpoch == days, moment.nanos >= 0, moment.nanos % 1_000_000 == 0 else { return false }
        append(UInt8(ascii: "\""))
        append(padded: date.year, to: 4)
        append(UInt8(ascii: "-"))
        append(padded: date.month, to: 2)
        append(UInt8(ascii: "-"))
        append(padded: date.day, to: 2)
        append(UInt8(ascii: "T"))
        append(padded: second / 3_600, to: 2)
        append(UInt8(ascii: ":"))
        append(padded: second / 60 % 60, to: 2)
        append(UInt8(ascii: ":"))
        append(padded: second % 60, to: 2)
        if moment.nanos > 0 {
            append(UInt8(ascii: "."))
            append(padded: Int(moment.nanos) / 1_000_000, to: 3)
        }
        append("Z\"")
        return true
    }

    private mutating func append(padded number: Int, to digits: Int) {
        var unit = 1
        for _ in 1..<digits { unit *= 10 }
        while unit > 0 {
            append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }
}

extension Int64 {
    /// Quotient towards negative infinity, and what is left, which is never negative.
    fileprivate func flooredQuotient(by divisor: Int64) -> (Int, Int) {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (Int(quotient - 1), Int(rest + divisor)) : (Int(quotient), Int(rest))
    }
}
