/// The members of one JSON object, or the elements of one array, as ranges of the text.
///
/// Reads the shape only: whoever calls has made sure, or finds out, whether it is JSON at all.
struct JSONParts {
    struct Part {
        /// Its number, from 0.
        let index: Int
        /// Inside the quotes of the member's name; nothing for an element.
        let key: Range<Int>?
        let value: Range<Int>
        /// Name, colon and value.
        let whole: Range<Int>
    }

    let isObject: Bool
    let parts: [Part]

    /// Nothing if `text` is neither an object nor an array, or is cut off.
    init?(_ text: ArraySlice<UInt8>) {
        guard let start = text.firstIndex(where: { !Self.isSpace($0) }) else { return nil }
        switch text[start] {
        case UInt8(ascii: "{"): isObject = true
        case UInt8(ascii: "["): isObject = false
        default: return nil
        }
        var found: [Part] = []
        var depth = 0
        var from = start + 1
        var index = from
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "\""):
                guard let end = Self.endOfString(text, from: index) else { return nil }
                index = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
                if depth == 0 {
                    if let part = Self.part(text, from..<index, number: found.count, isObject: isObject) {
                        found.append(part)
                    }
                    from = index + 1
                    guard text[index] == UInt8(ascii: ",") else {
                        parts = found
                        return
                    }
                } else if text[index] != UInt8(ascii: ",") {
                    depth -= 1
                }
            default: break
            }
            index += 1
        }
        return nil
    }

    private static func part(_ text: ArraySlice<UInt8>, _ range: Range<Int>, number: Int, isObject: Bool) -> Part? {
        guard let start = text[range].firstIndex(where: { !isSpace($0) }) else { return nil }
        guard isObject else { return Part(index: number, key: nil, value: range, whole: range) }
        guard text[start] == UInt8(ascii: "\""), let end = endOfString(text[range], from: start),
            let colon = text[end..<range.upperBound].firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return Part(index: number, key: start + 1..<end - 1, value: colon + 1..<range.upperBound, whole: range)
    }

    /// The index after the closing quote.
    private static func endOfString(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
        var index = start + 1
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "\""): return index + 1
            case UInt8(ascii: "\\"): index += 2
            default: index += 1
            }
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
