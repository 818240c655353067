extension ManifestLoader {
    static let deepestNesting = 12
    static let mostValues = 50_000
    /// Digits that a number may have: more than any score, and none that a parser would have to round.
    static let mostDigits = 15

    /// A JSON parser is only let at what cannot make it recurse or allocate without end, and at what has one meaning: of a
    /// member that stands twice one program reads the first and another the last, and a signature would hold for both.
    static func boundsFinding(_ bytes: [UInt8]) -> ManifestFinding? {
        if bytes.count > largestSize {
            return ManifestFinding(
                "$", "is larger than \(largestSize / 1024) KiB; make texts shorter",
                zh: "大于 \(largestSize / 1024) KiB；请缩短文字")
        }
        var scan = BoundsScan()
        for (index, byte) in bytes.enumerated() {
            if let finding = scan.take(byte, at: index, in: bytes) { return finding }
        }
        return nil
    }

    private struct BoundsScan {
        /// The members of each object that is open; nothing for an array.
        private var open: [Set<ArraySlice<UInt8>>?] = []
        private var values = 0
        private var stringStart: Int?
        private var isEscaped = false
        private var hasEscape = false
        /// The string that has ended last, until something else than blanks follows.
        private var lastString: ArraySlice<UInt8>?
        private var digits = 0

        mutating func take(_ byte: UInt8, at index: Int, in bytes: [UInt8]) -> ManifestFinding? {
            if let start = stringStart {
                endString(byte, at: index, from: start, in: bytes)
                return nil
            }
            if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
                digits += 1
                return digits > ManifestLoader.mostDigits
                    ? ManifestFinding(
                        "$", "has a number of more than \(ManifestLoader.mostDigits) digits",
                        zh: "有超过 \(ManifestLoader.mostDigits) 位的数字") : nil
            }
            // A power of ten makes of few digits a number of many.
            let isPower = digits > 0 && (byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"))
            digits = 0
            if isPower {
                return ManifestFinding(
                    "$", "has a number with a power of ten; write its digits out", zh: "有带指数的数字；请写出各位")
            }
            return takeSign(byte, at: index)
        }

        private mutating func endString(_ byte: UInt8, at index: Int, from start: Int, in bytes: [UInt8]) {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                (isEscaped, hasEscape) = (true, true)
            } else if byte == UInt8(ascii: "\"") {
                stringStart = nil
                lastString = bytes[start..<index]
            }
        }

        private mutating func takeSign(_ byte: UInt8, at index: Int) -> ManifestFinding? {
            switch byte {
            case UInt8(ascii: "\""):
                (stringStart, hasEscape, lastString) = (index + 1, false, nil)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open.append(byte == UInt8(ascii: "{") ? [] : nil)
                values += 1
                if open.count > ManifestLoader.deepestNesting {
                    return ManifestFinding(
                        "$", "is nested deeper than \(ManifestLoader.deepestNesting) levels",
                        zh: "嵌套超过 \(ManifestLoader.deepestNesting) 层")
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            case UInt8(ascii: ":"):
                values += 1
                return takeMember()
            case UInt8(ascii: ","): values += 1
            default: break
            }
            return values > ManifestLoader.mostValues
                ? ManifestFinding(
                    "$", "has more than \(ManifestLoader.mostValues) values", zh: "超过 \(ManifestLoader.mostValues) 个值")
                : nil
        }

        /// The string before a colon names a member.
        private mutating func takeMember() -> ManifestFinding? {
            guard let name = lastString, let last = open.indices.last, var members = open[last] else { return nil }
            lastString = nil
            // An escape is a second way of writing the same name.
            if hasEscape {
                return ManifestFinding(
                    "$", "has a member whose name has an escape; write it plainly", zh: "有字段名含转义；请直接写出")
            }
            open[last] = nil
            let isNew = members.insert(name).inserted
            open[last] = members
            guard isNew else {
                return ManifestFinding(
                    "$", "has the member \(String(decoding: name.prefix(64), as: UTF8.self)) twice",
                    zh: "字段 \(String(decoding: name.prefix(64), as: UTF8.self)) 出现两次")
            }
            return nil
        }
    }
}
