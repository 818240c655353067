/// RFC 8259 written down once more, slowly and by the letter, to compare the scanner with.
struct ReferenceValidator {
    private let characters: [Unicode.Scalar]
    private var index = 0
    private let depthLimit: Int

    static func accepts(_ bytes: [UInt8], depthLimit: Int = 100) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        var validator = ReferenceValidator(text, depthLimit: depthLimit)
        validator.space()
        guard validator.value(depth: 0) else { return false }
        validator.space()
        return validator.index == validator.characters.count
    }

    private init(_ text: String, depthLimit: Int) {
        characters = Array(text.unicodeScalars)
        self.depthLimit = depthLimit
    }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard index < characters.count, characters[index] == wanted else { return false }
        index += 1
        return true
    }

    private mutating func take(oneOf wanted: String) -> Bool {
        guard index < characters.count, wanted.unicodeScalars.contains(characters[index]) else { return false }
        index += 1
        return true
    }

    private mutating func space() { while take(oneOf: " \t\n\r") {} }

    private mutating func word(_ word: String) -> Bool { word.unicodeScalars.allSatisfy { take($0) } }

    private mutating func value(depth: Int) -> Bool {
        guard index < characters.count else { return false }
        switch characters[index] {
        case "{": return list("{", "}", depth: depth) { $0.member(depth: depth + 1) }
        case "[": return list("[", "]", depth: depth) { $0.value(depth: depth + 1) }
        case "\"": return string()
        case "t": return word("true")
        case "f": return word("false")
        case "n": return word("null")
        default: return number()
        }
    }

    private mutating func member(depth: Int) -> Bool {
        guard string() else { return false }
        space()
        guard take(":") else { return false }
        space()
        return value(depth: depth)
    }

    private mutating func list(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, depth: Int, _ item: (inout ReferenceValidator) -> Bool
    ) -> Bool {
        guard depth < depthLimit, take(open) else { return false }
        space()
        if take(close) { return true }
        while true {
            guard item(&self) else { return false }
            space()
            if take(close) { return true }
            guard take(",") else { return false }
            space()
        }
    }

    private mutating func digits() -> Bool {
        guard take(oneOf: "0123456789") else { return false }
        while take(oneOf: "0123456789") {}
        return true
    }

    private mutating func number() -> Bool {
        _ = take("-")
        if !take("0") { guard digits() else { return false } }
        if take(".") { guard digits() else { return false } }
        if take(oneOf: "eE") {
            _ = take(oneOf: "+-")
            return digits()
        }
        return true
    }

    private mutating func string() -> Bool {
        guard take("\"") else { return false }
        while index < characters.count {
            if take("\"") { return true }
            if take("\\") {
                if take(oneOf: "\"\\/bfnrt") { continue }
                guard take("u"), let unit = unit() else { return false }
                if 0xDC00...0xDFFF ~= unit { return false }
                if 0xD800...0xDBFF ~= unit {
                    guard take("\\"), take("u"), let low = self.unit(), 0xDC00...0xDFFF ~= low else { return false }
                }
            } else {
                guard characters[index].value >= 0x20 else { return false }
                index += 1
            }
        }
        return false
    }

    private mutating func unit() -> UInt32? {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard index < characters.count, characters[index].isASCII,
                let digit = Character(characters[index]).hexDigitValue
            else { return nil }
            unit = unit * 16 + UInt32(digit)
            index += 1
        }
        return unit
    }
}
