public import Domain
public import JSONRPC
public import SwiftProtobuf

/// A message that some method answers or streams. Generated for each.
public protocol ResponseMessage: Message {
    /// The closest-held field in it. A ceiling that reaches it needs no redaction.
    static var highestSensitivity: Sensitivity { get }

    /// The fields that were left out for lack of clearance, as the caller is told: `entries.reason`.
    var incompleteFields: [String] { get }

    /// Clears what lies above `ceiling`, and names it in `incompleteFields`.
    mutating func redact(above ceiling: Sensitivity)

    /// The message in JSON: one line without a line feed.
    func encodedResult() throws(RPCError) -> [UInt8]

    /// The message in `result`, as a client reads it: fields that it does not know are passed over.
    init(result: [UInt8]) throws(RPCError)
}

extension ResponseMessage {
    public static var highestSensitivity: Sensitivity { .public }
    public var incompleteFields: [String] { [] }
    public mutating func redact(above ceiling: Sensitivity) {}

    public func encodedResult() throws(RPCError) -> [UInt8] {
        do {
            return try AnswerEncoder.encode(self) ?? jsonUTF8Bytes()
        } catch {
            throw .internal(cause: error)
        }
    }

    public init(result: [UInt8]) throws(RPCError) {
        guard !result.isEmpty else {
            self.init()
            return
        }
        var options = JSONDecodingOptions()
        options.ignoreUnknownFields = true
        do {
            try self.init(jsonUTF8Bytes: result, options: options)
        } catch {
            throw RPCError(.internalError, "the server's answer is not a \(Self.protoMessageName)", cause: error)
        }
    }
}
