internal import Foundation

/// A number, exact, or a text.
enum VectorValue: Decodable {
    case number(Decimal)
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .number(try container.decode(Decimal.self))
        }
    }

    /// In the unit of the sheet: decimals only where thousandths are asked for, `HH:MM` for a clock, an option's id for
    /// a code.
    func value(for item: Manifest.Item, in manifest: Manifest) -> Int64? {
        switch (item.kind, self) {
        case (.thousandths, .number(let number)): Self.whole(number * 1_000)
        case (_, .number(let number)): Self.whole(number)
        case (.clock, .text(let text)): Self.minutes(text)
        case (.code, .text(let text)):
            manifest.responses.first { $0.id == item.responses }?.options.first { $0.id == text }?.code
        case (_, .text): nil
        }
    }

    /// The number, if it has no fraction and is of a size that makes sense.
    static func whole(_ number: Decimal) -> Int64? {
        guard abs(number) < 1_000_000_000_000 else { return nil }
        let value = NSDecimalNumber(decimal: number).int64Value
        return Decimal(value) == number ? value : nil
    }

    private static func minutes(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, let hour = Int64(parts[0]), let minute = Int64(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}
