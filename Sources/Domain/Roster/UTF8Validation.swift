/// Which bytes are characters in UTF-8 (Unicode 17, table 3-7): no overlong form, no surrogate, nothing above U+10FFFF.
enum UTF8Validation {
    enum Finding {
        /// A character of so many bytes.
        case character(Int)
        /// So many bytes that are none; what follows may be one again.
        case invalid(Int)
        /// The bytes end within what may become a character.
        case incomplete
    }

    /// What stands at the start of `bytes`, which are not empty.
    static func examine(_ bytes: ArraySlice<UInt8>) -> Finding {
        guard let lead = bytes.first else { return .incomplete }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F: return .character(1)
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return .invalid(1)
        }
        for (place, byte) in bytes.dropFirst().prefix(length - 1).enumerated() {
            let allowed = place == 0 ? second : 0x80...0xBF
            guard allowed ~= byte else { return .invalid(place + 1) }
        }
        return bytes.count >= length ? .character(length) : .incomplete
    }
}
