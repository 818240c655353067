internal import Foundation

/// A text from standard input, so that it stands in no shell history.
enum StandardText {
    static func read() -> String {
        String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
