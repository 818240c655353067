internal import Foundation
internal import JSONRPC

/// Where results and troubles go: results to standard output, everything else to standard error.
enum Output {
    static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// A line that is written over by the next, on a terminal only.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8))
    }

    static func endProgress() { progress("") }

    static func table(_ table: Table, whenEmpty: String) {
        if table.isEmpty { note(whenEmpty) } else { for row in table.lines { line(row) } }
    }

    static func json(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
        FileHandle.standardOutput.write(Data([0x0A]))
    }

    /// Which fields the daemon left out, so that a blank is not taken for nothing.
    static func incomplete(_ fields: [String]) {
        guard !fields.isEmpty else { return }
        note(
            Language.current.text(
                en: "not shown for lack of clearance: \(fields.joined(separator: ", "))",
                zh: "因权限未显示：\(fields.joined(separator: "、"))"))
    }
}
