extension JSONScanner {
    /// What a captured string reads as.
    func string(_ value: JSONValue) -> String {
        let content = source[value.range.dropFirst().dropLast()]
        guard value.hasEscapes else { return String(decoding: content, as: UTF8.self) }
        var text: [UInt8] = []
        JSONText.unescape(content, into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a captured string is written as `text`.
    func string(_ value: JSONValue, is text: StaticString) -> Bool {
        let content = source[value.range.dropFirst().dropLast()]
        return content.elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// A captured number without fraction or exponent; nothing for what does not fit.
    func integer(_ value: JSONValue) -> Int? {
        value.kind == .number ? Int(String(decoding: source[value.range], as: UTF8.self)) : nil
    }
}
