internal import Domain
internal import JSONRPC
internal import SwiftProtobuf

extension Google_Protobuf_Timestamp {
    init(_ moment: Timestamp) {
        // Rounds down before 1970 too, as the contract's nanoseconds count forward.
        let seconds = moment.milliseconds >= 0 ? moment.milliseconds / 1_000 : (moment.milliseconds - 999) / 1_000
        self.init(seconds: seconds, nanos: Int32(moment.milliseconds - seconds * 1_000) * 1_000_000)
    }
}

extension Timestamp {
    /// The moment in a request's field.
    init(_ moment: Google_Protobuf_Timestamp, field: String) throws(RPCError) {
        // From the year 1 to the year 9999, as the contract's text form has it.
        guard (-62_135_596_800...253_402_300_799).contains(moment.seconds), (0..<1_000_000_000).contains(moment.nanos)
        else {
            throw .invalidArgument(field: field, description: "must be a time between the years 1 and 9999")
        }
        self.init(milliseconds: moment.seconds * 1_000 + Int64(moment.nanos / 1_000_000))
    }
}
