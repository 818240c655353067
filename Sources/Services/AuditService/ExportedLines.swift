internal import SwiftProtobuf
internal import XinyuAPI

/// Cuts the text of an exported log into lines, and those into parts of a stream. The text comes in pieces of whole
/// lines.
struct ExportedLines {
    static let mostInPart = 500

    private var lines: [String] = []

    /// The parts that are full after `text` was added.
    mutating func append(_ text: String) -> [APIExportedLines] {
        // A piece ends with a line end, after which there is no line. The empty line in a signed note is one.
        lines += text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            .map { String(decoding: $0, as: UTF8.self) }
        var parts: [APIExportedLines] = []
        while lines.count >= ExportedLines.mostInPart { parts.append(take()) }
        return parts
    }

    /// What is left at the end.
    mutating func finish() -> APIExportedLines? { lines.isEmpty ? nil : take() }

    private mutating func take() -> APIExportedLines {
        let taken = Array(lines.prefix(ExportedLines.mostInPart))
        lines.removeFirst(taken.count)
        return .with { $0.lines = taken }
    }
}
