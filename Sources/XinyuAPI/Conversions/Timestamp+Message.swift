public import Domain
public import JSONRPC
public import SwiftProtobuf

extension Timestamp {
    /// The years that `google.protobuf.Timestamp` can hold, in seconds since 1970: 0001 to 9999.
    private static let seconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// The moment in the request's field `field`, cut to whole milliseconds.
    ///
    /// Throws `INVALID_ARGUMENT` with the field when it lies outside the years 1 to 9999.
    public init(_ message: Google_Protobuf_Timestamp, field: String) throws(RPCError) {
        guard Self.seconds.contains(message.seconds), 0..<1_000_000_000 ~= message.nanos else {
            throw .invalidArgument(field: field, description: "must lie in the years 1 to 9999")
        }
        self.init(milliseconds: message.seconds * 1000 + Int64(message.nanos / 1_000_000))
    }
}

extension Google_Protobuf_Timestamp {
    /// The moment as the contract writes it.
    public init(_ moment: Timestamp) {
        let (seconds, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: 1000)
        // Nanoseconds count forwards from the second, before 1970 too.
        self.init(
            seconds: rest < 0 ? seconds - 1 : seconds, nanos: Int32(rest < 0 ? rest + 1000 : rest) * 1_000_000)
    }
}
