public import Domain
public import JSONRPC

extension Identifier {
    /// The identifier in the request's field `field`, a JSON path as `studentId`.
    ///
    /// Throws `INVALID_ARGUMENT` with the field and without what it held.
    public init(_ text: String, field: String) throws(RPCError) {
        guard let identifier = Identifier(text) else {
            throw .invalidArgument(
                field: field,
                description: text.isEmpty
                    ? "is missing; 32 lowercase hexadecimal digits" : "must be 32 lowercase hexadecimal digits")
        }
        self = identifier
    }

    /// The same for a field that may be left out: nothing for an empty text.
    public static func ifPresent(_ text: String, field: String) throws(RPCError) -> Identifier? {
        text.isEmpty ? nil : try Identifier(text, field: field)
    }

    /// The identifiers in the repeated field `field`; the error names the element, as `unitIds[2]`.
    public static func all(_ texts: [String], field: String) throws(RPCError) -> [Identifier] {
        var identifiers: [Identifier] = []
        identifiers.reserveCapacity(texts.count)
        for (index, text) in texts.enumerated() {
            guard let identifier = Identifier(text) else {
                throw .invalidArgument(
                    field: "\(field)[\(index)]", description: "must be 32 lowercase hexadecimal digits")
            }
            identifiers.append(identifier)
        }
        return identifiers
    }
}
