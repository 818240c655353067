internal import Foundation

/// What a student reads after handing in a sheet: thanks, and where help is. Never a score, a band or a level, whatever
/// was answered. Configuration: `config/rules/feedback.json`.
public struct SubmissionFeedback: Sendable, Equatable {
    public struct Finding: Error, Sendable, Equatable, CustomStringConvertible {
        public let description: String
    }

    private struct File: Decodable {
        let thanks: String
        let help: [String]
    }

    public let text: String

    /// Reads the file's text.
    public init(json: [UInt8]) throws(Finding) {
        guard let file = try? JSONDecoder().decode(File.self, from: Data(json)) else {
            throw Finding(description: "the feedback is not JSON of the form that config/rules/feedback.json shows")
        }
        guard !file.thanks.isEmpty, !file.help.isEmpty, file.help.allSatisfy({ !$0.isEmpty }) else {
            throw Finding(description: "thanks and at least one line of help must not be empty")
        }
        text = ([file.thanks] + file.help).joined(separator: "\n")
        guard text.utf8.count <= 4_096 else { throw Finding(description: "the feedback is longer than 4096 bytes") }
    }
}
