/// A string's content in a text, without its quotes.
struct JSONString {
    let range: Range<Int>
    let hasEscapes: Bool
}

extension JSONScanner {
    /// A string, starting at its quote.
    mutating func string() -> JSONString? {
        advance()
        let start = position
        var hasEscapes = false
        while true {
            skipPlainBytes()
            guard let byte = current else {
                fail(.endsTooEarly)
                return nil
            }
            switch byte {
            case UInt8(ascii: "\""):
                let range = start..<position
                advance()
                return JSONString(range: range, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard escape() else { return nil }
            case 0..<0x20:
                fail(.controlCharacter)
                return nil
            case 0x80...:
                guard wideCharacters() else { return nil }
            default: advance()
            }
        }
    }

    /// Eight bytes at a time over what needs no look: printable ASCII other than quote and backslash.
    @inline(__always)
    private mutating func skipPlainBytes() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= end {
            let word = source.word(at: position)
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            // Each term has the top bit of a byte set where that byte stops the run. Borrows can only set bits above
            // the first true one, and only the lowest is used.
            let stop =
                ((quote &- ones) & ~quote | (slash &- ones) & ~slash | (word &- ones &* 0x20) & ~word | word) & tops
            guard stop == 0 else { return advance(by: stop.trailingZeroBitCount >> 3) }
            advance(by: 8)
        }
    }

    /// Characters of two to four bytes, as many as follow each other. By table 3-7 of the Unicode standard.
    private mutating func wideCharacters() -> Bool {
        while let lead = current, lead >= 0x80 {
            let second: ClosedRange<UInt8>
            let length: Int
            switch lead {
            case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
            case 0xE0: (second, length) = (0xA0...0xBF, 3)
            case 0xED: (second, length) = (0x80...0x9F, 3)
            case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
            case 0xF0: (second, length) = (0x90...0xBF, 4)
            case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
            case 0xF4: (second, length) = (0x80...0x8F, 4)
            default: return fail(.badUTF8)
            }
            guard position + length <= end, second.contains(source[position + 1]) else { return fail(.badUTF8) }
            for index in position + 2..<position + max(length, 2) where source[index] & 0xC0 != 0x80 {
                return fail(.badUTF8)
            }
            advance(by: length)
        }
        return true
    }

    private mutating func escape() -> Bool {
        advance()
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            advance()
            return true
        case UInt8(ascii: "u"):
            advance()
            return unicodeEscape()
        case nil: return fail(.endsTooEarly)
        default: return fail(.badEscape)
        }
    }

    private mutating func unicodeEscape() -> Bool {
        guard let unit = fourHexDigits() else { return false }
        switch unit {
        case 0xD800...0xDBFF:
            guard current == UInt8(ascii: "\\") else { return fail(.loneSurrogate) }
            advance()
            guard current == UInt8(ascii: "u") else { return fail(.loneSurrogate) }
            advance()
            guard let low = fourHexDigits() else { return false }
            return 0xDC00...0xDFFF ~= low || fail(.loneSurrogate)
        case 0xDC00...0xDFFF: return fail(.loneSurrogate)
        default: return true
        }
    }

    private mutating func fourHexDigits() -> UInt16? {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current else {
                fail(.endsTooEarly)
                return nil
            }
            guard let digit = JSONText.hexDigit(byte) else {
                fail(.badEscape)
                return nil
            }
            unit = unit << 4 | UInt16(digit)
            advance()
        }
        return unit
    }
}
