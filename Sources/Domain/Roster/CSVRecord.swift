/// One record of a CSV file.
public struct CSVRecord: Sendable, Equatable {
    /// The line on which the record begins, from 1, as a text editor counts.
    public let line: Int
    /// The line on which it ends: another one if a quoted field holds a line break.
    public let lastLine: Int
    public let fields: [String]

    public init(line: Int, lastLine: Int, fields: [String]) {
        self.line = line
        self.lastLine = lastLine
        self.fields = fields
    }
}

/// A record that could not be read. The lines from `line` to `lastLine` were passed over.
public struct CSVFault: Sendable, Equatable {
    public enum Reason: Sendable, Equatable, CaseIterable {
        /// A field is longer than a field may be: mostly a quote that was never closed.
        case fieldTooLong
        case recordTooLong
        /// A quote inside a field without quotes, or text after a closing quote.
        case strayQuote
        /// The file ends within quotes.
        case unclosedQuote
    }

    public let line: Int
    public let lastLine: Int
    public let reason: Reason

    public init(line: Int, lastLine: Int, reason: Reason) {
        self.line = line
        self.lastLine = lastLine
        self.reason = reason
    }
}
