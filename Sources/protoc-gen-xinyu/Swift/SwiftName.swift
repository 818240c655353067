internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Names as `protoc-gen-swift` gives them.
enum SwiftName {
    private static let keywords: Set<String> = [
        "as", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else", "enum",
        "extension", "fallthrough", "false", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal",
        "is", "let", "nil", "operator", "private", "protocol", "public", "repeat", "rethrows", "return", "self",
        "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "var", "where", "while",
    ]

    /// In backticks where the language needs them.
    static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    static func of(_ message: Descriptor) -> String { SwiftProtobufNamer().fullName(message: message) }

    static func of(_ enumeration: EnumDescriptor) -> String { SwiftProtobufNamer().fullName(enum: enumeration) }

    /// The property, and how to ask for and clear it when it has presence.
    static func of(_ field: FieldDescriptor) -> SwiftProtobufNamer.MessageFieldNames {
        SwiftProtobufNamer().messagePropertyNames(field: field, prefixed: "", includeHasAndClear: true)
    }

    static func of(_ oneof: OneofDescriptor) -> String { SwiftProtobufNamer().messagePropertyName(oneof: oneof).name }
}
