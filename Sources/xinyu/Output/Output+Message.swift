internal import Foundation
internal import SwiftProtobuf

extension Output {
    /// The answer as the daemon would send it, for programs.
    static func message(_ message: some Message) throws {
        let bytes: [UInt8] = try message.jsonUTF8Bytes()
        json(bytes)
    }

    /// What a command has made that answers with a file of lines, for programs.
    static func made(_ file: String, lines: Int) {
        let object: [String: Any] = ["file": file, "lines": lines]
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? JSONSerialization.data(withJSONObject: object, options: options) else { return }
        json(Array(bytes))
    }
}
