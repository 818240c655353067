/// One record of a CSV file: its fields as UTF-8 bytes, end to end.
public struct CSVRecord: Hashable, PersonalValue {
    /// The line on which the record begins, from 1. A record can go over several.
    public let line: Int
    private let bytes: [UInt8]
    private let ends: [Int]

    init(line: Int, bytes: [UInt8], ends: [Int]) {
        self.line = line
        self.bytes = bytes
        self.ends = ends
    }

    public var count: Int { ends.count }

    /// Whether there is nothing in any field: spreadsheets leave such lines at the end.
    public var isBlank: Bool { bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    /// Whether all of it could be read in the file's encoding.
    public var isReadable: Bool { !bytes.contains(TextDecoder.unreadable) }

    /// The bytes of a field.
    public func bytes(of field: Int) -> ArraySlice<UInt8> {
        bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
    }

    /// The text of a field.
    public func text(of field: Int) -> String { String(decoding: bytes(of: field), as: UTF8.self) }

    public var texts: [String] { (0..<count).map(text) }
}

/// Why a line is not CSV. Carries the line, never the content.
public struct CSVFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let reason: Reason

    public init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }

    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case quoteInsideField = "quote_inside_field"
        case textAfterQuote = "text_after_quote"
        case unclosedQuote = "unclosed_quote"
        case fieldTooLong = "field_too_long"
        case recordTooLong = "record_too_long"
        case tooManyFields = "too_many_fields"
    }

    public var description: String { "line \(line): \(reason.text.english)" }
}

extension CSVFault.Reason {
    /// A fixed text; no cell ever gets into it.
    public var text: LocalText {
        switch self {
        case .quoteInsideField:
            LocalText(
                "单元格中间有引号；请用引号括住整个单元格，其中的引号写两遍",
                "a quotation mark stands inside a field; enclose the field and double the mark")
        case .textAfterQuote:
            LocalText("引号结束后还有文字", "text follows a closing quotation mark; only a comma or the line's end may")
        case .unclosedQuote:
            LocalText(
                "此行有引号没有结束", "a quotation mark that opens on this line is not closed, or not where its field ends")
        case .fieldTooLong: LocalText("单元格过长", "a field is too long")
        case .recordTooLong: LocalText("整行过长", "a line is too long")
        case .tooManyFields: LocalText("列数过多", "a line has too many fields")
        }
    }
}
