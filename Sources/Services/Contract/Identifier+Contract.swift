internal import Domain
internal import JSONRPC

extension Identifier {
    /// The identifier in a request's field, which must be there.
    init(_ text: String, field: String) throws(RPCError) {
        guard let identifier = Identifier(text) else {
            throw .invalidArgument(field: field, description: "must be an identifier: 32 lowercase hexadecimal digits")
        }
        self = identifier
    }

    /// The identifier in a request's field, which may be empty.
    static func optional(_ text: String, field: String) throws(RPCError) -> Identifier? {
        text.isEmpty ? nil : try Identifier(text, field: field)
    }
}
