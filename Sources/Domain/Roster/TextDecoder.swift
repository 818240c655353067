/// How a file's text is written.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// What Chinese spreadsheets save by default; takes in GBK and GB 2312.
    case gb18030
}

/// A file that is not written as was said, and the line at which that shows.
public struct TextFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let encoding: TextEncoding
    public let reason: Reason

    public init(line: Int, encoding: TextEncoding, reason: Reason) {
        self.line = line
        self.encoding = encoding
        self.reason = reason
    }

    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Bytes that mean nothing in this encoding.
        case invalidBytes = "invalid_bytes"
        /// The file ends in the middle of a character.
        case cutCharacter = "cut_character"
        /// The host cannot read this encoding.
        case encodingUnavailable = "encoding_unavailable"
    }

    public var description: String {
        switch reason {
        case .invalidBytes:
            "line \(line): the text is not \(encoding.rawValue); save the file again, or name its encoding"
        case .cutCharacter: "line \(line): the file ends in the middle of a character; it was probably cut"
        case .encodingUnavailable: "this host cannot read \(encoding.rawValue); save the file as UTF-8"
        }
    }
}

/// Turns a file's bytes into checked UTF-8, in pieces of any size.
public struct TextDecoder {
    private enum Source {
        case utf8(UTF8Checker)
        case gb18030(GB18030Converter)
    }

    private let encoding: TextEncoding
    private var source: Source
    private var lines = LineCounter()

    public init(_ encoding: TextEncoding) throws(TextFault) {
        self.encoding = encoding
        switch encoding {
        case .utf8: source = .utf8(UTF8Checker())
        case .gb18030:
            guard let converter = GB18030Converter() else {
                throw TextFault(line: 1, encoding: encoding, reason: .encodingUnavailable)
            }
            source = .gb18030(converter)
        }
    }

    /// The UTF-8 of as many whole characters as there are by now.
    public mutating func append(_ piece: some Collection<UInt8>) throws(TextFault) -> [UInt8] {
        var text: [UInt8] = []
        let isValid: Bool
        switch source {
        case .utf8(var checker):
            isValid = checker.take(piece, into: &text)
            source = .utf8(checker)
        case .gb18030(let converter): isValid = converter.take(piece, into: &text)
        }
        lines.count(text)
        guard isValid else { throw TextFault(line: lines.line, encoding: encoding, reason: .invalidBytes) }
        return text
    }

    /// Checks that the file does not end in the middle of a character.
    public mutating func finish() throws(TextFault) {
        let isWhole =
            switch source {
            case .utf8(let checker): checker.isWhole
            case .gb18030(let converter): converter.isWhole
            }
        guard isWhole else { throw TextFault(line: lines.line, encoding: encoding, reason: .cutCharacter) }
    }
}

/// Counts lines as `CSVReader` does: LF, CR and CRLF end one each.
private struct LineCounter {
    private(set) var line = 1
    private var lastWasCarriageReturn = false

    mutating func count(_ text: [UInt8]) {
        for byte in text {
            if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") && !lastWasCarriageReturn { line += 1 }
            lastWasCarriageReturn = byte == UInt8(ascii: "\r")
        }
    }
}
