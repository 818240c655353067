/// How a caller writes the time it waits: a number of milliseconds, or gRPC's text, one to eight digits and a unit.
enum TimeoutText {
    static let rule = "a number of milliseconds, or one to eight digits with a unit as 500m, 2S, 1M or 1H, above zero"
    /// What nobody waits for; more is cut to it.
    private static let longest = Duration.seconds(100 * 365 * 86_400)

    /// From a JSON number that the scanner has found valid.
    static func milliseconds(_ number: String) -> Duration? {
        guard let value = Double(number), value > 0, value.isFinite else { return nil }
        guard value < 3e12 else { return longest }
        return .milliseconds(value)
    }

    /// From gRPC's `TimeoutValue TimeoutUnit`.
    static func grpc(_ text: String) -> Duration? {
        let bytes = Array(text.utf8)
        guard 2...9 ~= bytes.count, let unit = bytes.last else { return nil }
        var value: Int64 = 0
        for byte in bytes.dropLast() {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        guard value > 0 else { return nil }
        switch unit {
        case UInt8(ascii: "H"): return .seconds(value * 3600)
        case UInt8(ascii: "M"): return .seconds(value * 60)
        case UInt8(ascii: "S"): return .seconds(value)
        case UInt8(ascii: "m"): return .milliseconds(value)
        case UInt8(ascii: "u"): return .microseconds(value)
        case UInt8(ascii: "n"): return .nanoseconds(value)
        default: return nil
        }
    }
}
