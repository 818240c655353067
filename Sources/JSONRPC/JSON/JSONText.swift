/// What a JSON string reads as, and how a text is written as one.
enum JSONText {
    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Appends what `content`, the inside of a string that the scanner has found valid, reads as.
    static func unescape(_ content: UnsafeRawBufferPointer, into text: inout [UInt8]) {
        var index = 0
        while index < content.count {
            let byte = content[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < content.count else {
                text.append(byte)
                continue
            }
            let escape = content[index]
            index += 1
            switch escape {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"): appendCharacter(of: content, at: &index, to: &text)
            default: text.append(escape)
            }
        }
    }

    private static func appendCharacter(of content: UnsafeRawBufferPointer, at index: inout Int, to text: inout [UInt8])
    {
        var code = unit(of: content, at: index)
        index += 4
        if 0xD800...0xDBFF ~= code {
            // The scanner has seen the second half: `\uXXXX` follows.
            code = 0x10000 + (code - 0xD800) << 10 + (unit(of: content, at: index + 2) &- 0xDC00)
            index += 6
        }
        if let scalar = Unicode.Scalar(code) { text.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? []) }
    }

    private static func unit(of content: UnsafeRawBufferPointer, at index: Int) -> UInt32 {
        guard index + 4 <= content.count else { return 0xFFFD }
        return content[index..<index + 4].reduce(0) { $0 << 4 | UInt32(hexDigit($1) ?? 0) }
    }
}

extension [UInt8] {
    mutating func append(ascii text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends `number` in decimal.
    mutating func append(decimal number: some BinaryInteger) {
        append(contentsOf: String(number).utf8)
    }

    /// Appends `text` as a JSON string, with its quotes.
    mutating func append(jsonString text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append(ascii: "\\\"")
            case UInt8(ascii: "\\"): append(ascii: "\\\\")
            case 0x0A: append(ascii: "\\n")
            case 0x0D: append(ascii: "\\r")
            case 0x09: append(ascii: "\\t")
            case 0..<0x20:
                let digits: StaticString = "0123456789abcdef"
                append(ascii: "\\u00")
                append(digits.utf8Start[Int(byte >> 4)])
                append(digits.utf8Start[Int(byte & 15)])
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
