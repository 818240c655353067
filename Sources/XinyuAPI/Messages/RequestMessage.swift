public import Domain
public import JSONRPC
internal import SwiftProtobuf

/// A message that some method is called with. Generated for each.
public protocol RequestMessage: FilteredMessage {
    /// The message in `params`; empty stands for `{}`.
    ///
    /// Throws `INVALID_ARGUMENT` with the field that is wrong, or not known, and never with what it holds.
    init(params: [UInt8]) throws(RPCError)

    /// The message in JSON, as a client sends it.
    func encodedParams() throws(RPCError) -> [UInt8]
}

extension RequestMessage {
    public static var highestFilter: Sensitivity { .public }
    public func nameFilters(_ walk: inout SensitivityWalk) {}

    /// The fields that are set, and that a caller with this ceiling may not filter, sort or count by.
    public func fieldsAbove(ceiling: Sensitivity) -> [String] {
        guard Self.highestFilter > ceiling else { return [] }
        var walk = SensitivityWalk(ceiling: ceiling)
        nameFilters(&walk)
        return walk.names
    }

    public init(params: [UInt8]) throws(RPCError) {
        guard !params.isEmpty else {
            self.init()
            return
        }
        do {
            try self.init(jsonUTF8Bytes: params)
        } catch {
            throw RPCError(decoding: Self.self, from: params, failed: error)
        }
    }

    public func encodedParams() throws(RPCError) -> [UInt8] {
        do {
            return try jsonUTF8Bytes()
        } catch {
            throw .internal(cause: error)
        }
    }
}
