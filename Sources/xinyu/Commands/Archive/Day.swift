internal import ArgumentParser
internal import Foundation
internal import SwiftProtobuf

/// A day as a person writes it, in the time of the place where the command runs.
enum Day {
    static func start(of text: String) throws -> Google_Protobuf_Timestamp {
        Google_Protobuf_Timestamp(date: try date(text))
    }

    /// The first moment after it.
    static func end(of text: String) throws -> Google_Protobuf_Timestamp {
        let day = try date(text)
        guard let next = Calendar(identifier: .gregorian).date(byAdding: .day, value: 1, to: day) else {
            throw ValidationError("\(text) is no day that has a next one")
        }
        return Google_Protobuf_Timestamp(date: next)
    }

    private static func date(_ text: String) throws -> Date {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyy-MM-dd"
        guard let date = formatter.date(from: text) else {
            throw ValidationError(
                Language.current.text(en: "\(text) is no date; write 2026-09-01", zh: "\(text) 不是日期，请写作 2026-09-01"))
        }
        return date
    }
}
