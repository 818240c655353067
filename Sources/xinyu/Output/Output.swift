internal import ArgumentParser
internal import Foundation
internal import JSONRPC

/// Where results and troubles go: results to standard output, everything else to standard error.
enum Output {
    static func line(_ text: String) { write(Array((text + "\n").utf8), to: STDOUT_FILENO) }

    /// A whole file, as it is.
    static func text(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    static func note(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// A line that is written over by the next, on a terminal only.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        write(Array(("\r\u{1B}[K" + text).utf8), to: STDERR_FILENO)
    }

    static func endProgress() { progress("") }

    static func table(_ table: Table, whenEmpty: String) {
        if table.isEmpty { note(whenEmpty) } else { for row in table.lines { line(row) } }
    }

    /// A text under what it is called; nothing where there is none.
    static func text(_ text: String, as heading: String) {
        guard !text.isEmpty else { return }
        let colon = Language.current.text(en: ": ", zh: "：")
        line(Words.heading(heading) + colon + Table.printable(text))
    }

    static func json(_ bytes: [UInt8]) {
        write(bytes + [0x0A], to: STDOUT_FILENO)
    }

    /// Which fields the daemon left out, so that a blank is not taken for nothing.
    static func incomplete(_ fields: [String]) {
        guard !fields.isEmpty else { return }
        let words = fields.map(Words.field)
        note(
            Language.current.text(
                en: "not shown for lack of clearance: \(words.joined(separator: ", "))",
                zh: "因权限未显示：\(words.joined(separator: "、"))"))
    }

    /// A reader that has had enough, as `head`, ends the program without a word.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { exit(errno == EPIPE ? 0 : Failure.refused.rawValue) }
            rest = rest.dropFirst(count)
        }
    }
}
