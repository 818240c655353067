/// A length of time as configuration writes it: `45s`, `30m`, `24h`, `7d`; `0s` is none.
///
/// Whether a rule bears none is for the rule to say.
public struct TimeSpan: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    public let duration: Duration

    public init(_ duration: Duration) { self.duration = duration }

    public init(seconds: Int) { self.init(.seconds(seconds)) }

    public static let none = TimeSpan(seconds: 0)
    public static let second = TimeSpan(seconds: 1)

    /// Whole seconds.
    public var seconds: Int { Int(duration.components.seconds) }

    public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.duration < right.duration }

    /// Nothing for a text that is not a whole number with its unit.
    public init?(_ text: some StringProtocol) {
        guard let unit = text.last, let count = Int64(text.dropLast()), count >= 0, text.first?.isNumber == true else {
            return nil
        }
        let seconds: Int64
        switch unit {
        case "s": seconds = 1
        case "m": seconds = 60
        case "h": seconds = 3_600
        case "d": seconds = 86_400
        default: return nil
        }
        // A century is more than any rule needs, and far from an overflow.
        guard count <= 36_525 * 86_400 / seconds else { return nil }
        duration = .seconds(count * seconds)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let span = TimeSpan(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a span is written as 45s, 30m, 24h or 7d")
        }
        self = span
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    public var description: String {
        let seconds = duration.components.seconds
        if seconds == 0 { return "0s" }
        for (length, unit) in [(86_400, "d"), (3_600, "h"), (60, "m")] as [(Int64, String)]
        where seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}
