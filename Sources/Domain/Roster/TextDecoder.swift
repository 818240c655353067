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
        /// The host cannot read this encoding.
        case encodingUnavailable = "encoding_unavailable"
    }

    public var description: String {
        switch reason {
        case .invalidBytes:
            "line \(line): the text is not \(encoding.rawValue); save the file again, or name its encoding"
        case .encodingUnavailable: "this host cannot read \(encoding.rawValue); save the file as UTF-8"
        }
    }
}

/// Turns a file's bytes into UTF-8, in pieces of any size.
///
/// What means nothing in the encoding becomes `unreadable`, and decoding goes on behind it: one spoilt cell must not hide
/// the lines below. A line's end is never taken for the rest of a spoilt character, in either encoding.
public struct TextDecoder {
    /// Stands for bytes that mean nothing in the file's encoding. UTF-8 has no such byte.
    static let unreadable: UInt8 = 0xFF

    private enum Source {
        case utf8(UTF8Checker)
        case gb18030(GB18030Converter)
    }

    private var source: Source

    public init(_ encoding: TextEncoding) throws(TextFault) {
        switch encoding {
        case .utf8: source = .utf8(UTF8Checker())
        case .gb18030:
            guard let converter = GB18030Converter() else {
                throw TextFault(line: 1, encoding: encoding, reason: .encodingUnavailable)
            }
            source = .gb18030(converter)
        }
    }

    /// As many whole characters as there are by now.
    public mutating func append(_ piece: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        switch source {
        case .utf8(var checker):
            checker.take(piece, into: &text)
            source = .utf8(checker)
        case .gb18030(let converter): converter.take(piece, into: &text)
        }
        return text
    }

    /// What is left at the end: a character that the file cuts in the middle.
    public mutating func finish() -> [UInt8] {
        let isWhole =
            switch source {
            case .utf8(let checker): checker.isWhole
            case .gb18030(let converter): converter.isWhole
            }
        return isWhole ? [] : [Self.unreadable]
    }
}
