internal import CSodium

/// Bytes as base64 text and back, strictly: one text for each value, and no other is taken.
public enum Base64Text {
    public enum Alphabet: Sendable {
        /// RFC 4648 section 4, with `=` at the end.
        case standard
        /// RFC 4648 section 5, for names in paths and tokens, without `=`.
        case urlSafe

        fileprivate var variant: Int32 {
            switch self {
            case .standard: sodium_base64_VARIANT_ORIGINAL
            case .urlSafe: sodium_base64_VARIANT_URLSAFE_NO_PADDING
            }
        }
    }

    public static func encode(_ bytes: [UInt8], _ alphabet: Alphabet = .standard) -> String {
        String(decoding: encodeUTF8(bytes, alphabet), as: UTF8.self)
    }

    /// The characters as bytes, which a caller can overwrite after use, as he cannot a string.
    static func encodeUTF8(_ bytes: [UInt8], _ alphabet: Alphabet) -> [UInt8] {
        // The C function counts its closing zero.
        let capacity = sodium_base64_encoded_len(bytes.count, alphabet.variant)
        return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            buffer.withMemoryRebound(to: CChar.self) { text in
                guard let start = text.baseAddress else { return }
                sodium_bin2base64(start, capacity, bytes, bytes.count, alphabet.variant)
                initialized = capacity - 1
            }
        }
    }

    /// The bytes of `text`, or nothing if it is not exactly what `encode` writes.
    public static func decode(_ text: some StringProtocol, _ alphabet: Alphabet = .standard) -> [UInt8]? {
        Array(text.utf8).withUnsafeBytes { decode(utf8: $0, alphabet) }
    }

    /// As `decode(_:_:)`, from the characters of a text.
    public static func decode(utf8 text: UnsafeRawBufferPointer, _ alphabet: Alphabet = .standard) -> [UInt8]? {
        guard let start = text.assumingMemoryBound(to: CChar.self).baseAddress, !text.isEmpty else { return [] }
        // libsodium 1.0.18 reads some bytes above 0x7F as if they were letters: 0xC1 as A.
        guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
        let capacity = text.count / 4 * 3 + 3
        var isValid = false
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            guard let target = buffer.baseAddress else { return }
            var end: UnsafePointer<CChar>?
            let code = sodium_base642bin(
                target, capacity, start, text.count, nil, &initialized, &end, alphabet.variant)
            isValid = code == 0 && end == start + text.count
            if !isValid { initialized = 0 }
        }
        return isValid ? bytes : nil
    }
}
