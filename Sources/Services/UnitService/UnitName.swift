internal import Foundation
internal import JSONRPC

/// What a unit may be called.
enum UnitName {
    static let mostCharacters = 60

    /// The name in its one form: NFC, no white space at either end.
    static func checked(_ text: String) throws(RPCError) -> String {
        let name = text.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty, name.count <= mostCharacters, !name.unicodeScalars.contains(where: isControl) else {
            throw .invalidArgument(
                field: "name", description: "must have 1 to \(mostCharacters) characters, and none that controls text")
        }
        return name
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
        default: false
        }
    }
}
