/// A span of time in a rules file: `{"days": 7}`, `{"hours": 2, "minutes": 30}`, `{"seconds": 5}`. The parts add up.
public struct RuleSpan: Sendable, Hashable, Comparable {
    public let seconds: Int

    public init(seconds: Int) { self.seconds = seconds }

    public var duration: Duration { .seconds(seconds) }

    public static func < (left: RuleSpan, right: RuleSpan) -> Bool { left.seconds < right.seconds }
}

extension RuleSpan: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case days, hours, minutes, seconds

        var length: Int {
            switch self {
            case .days: 86_400
            case .hours: 3_600
            case .minutes: 60
            case .seconds: 1
            }
        }
    }

    /// Ten years, so that no sum overflows.
    private static let most = 3_660 * 86_400

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        var sum = 0
        for key in CodingKeys.allCases {
            guard let number = try fields.decodeIfPresent(Int.self, forKey: key) else { continue }
            guard 0...RuleSpan.most / key.length ~= number else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: fields, debugDescription: "a span is from nothing to ten years")
            }
            sum += number * key.length
        }
        guard !fields.allKeys.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a span has days, hours, minutes or seconds"))
        }
        self.init(seconds: sum)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(seconds, forKey: .seconds)
    }
}
