internal import JSONRPC
internal import SwiftProtobuf

extension RPCError {
    /// `INVALID_ARGUMENT` for a request that does not decode: the field and what is expected there, not what it holds.
    ///
    /// swift-protobuf tells what is wrong but, unknown fields apart, not where; the place is looked for here, once the
    /// call has failed anyway.
    init<Request: Message>(decoding request: Request.Type, from params: [UInt8], failed error: any Error) {
        let path = FaultLocator(params).faultyPath { candidate in
            (try? Request(jsonUTF8Bytes: candidate)) == nil
        }
        guard let error = error as? JSONDecodingError else {
            self = .invalidArgument(field: path ?? "params", description: "cannot be read")
            return
        }
        if case .unknownField(let name) = error {
            // The path ends with the field itself when it was found; the name is the caller's own spelling.
            self = .invalidArgument(
                field: path ?? FaultLocator.shortened(name), description: "no such field; rpc.discover lists them")
            return
        }
        self = .invalidArgument(field: path ?? "params", description: error.expectation)
    }
}

extension JSONDecodingError {
    /// What the contract expects, in words for the caller. Never a value.
    fileprivate var expectation: String {
        switch self {
        case .malformedNumber, .leadingZero, .numberRange: "must be a number in the field's range"
        case .malformedMap, .unquotedMapKey: "must be an object whose members are the entries"
        case .malformedBool: "must be true or false"
        case .malformedString: "must be a string"
        case .invalidUTF8: "must be UTF-8"
        case .unrecognizedEnumValue: "must be one of the names in the contract"
        case .illegalNull: "must not be null here"
        case .malformedDuration: "must be a duration, as \"1.5s\""
        case .malformedTimestamp: "must be a time, as \"2026-09-01T08:00:00Z\""
        case .malformedFieldMask: "must be a list of fields, as \"name,grade\""
        case .conflictingOneOf: "stands beside another of which only one may be set"
        case .messageDepthLimit: "is nested too deeply"
        case .truncated, .trailingGarbage: "must be one whole JSON object"
        case .schemaMismatch, .failure, .missingFieldNames, .unknownField: "has the wrong type"
        }
    }
}
