internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// JSON Schema of messages and enums, by proto3's JSON mapping.
struct MessageSchema {
    private let contract: Contract

    init(_ contract: Contract) {
        self.contract = contract
    }

    static func reference(_ fullName: String) -> JSONNode {
        .object([("$ref", .text("#/components/schemas/" + fullName))])
    }

    /// Every message and enum that a method's request or response leads to, by full name.
    func all() -> [(String, JSONNode)] {
        var schemas: [String: JSONNode] = [:]
        for message in contract.methods.flatMap({ [$0.descriptor.inputType, $0.descriptor.outputType] }) {
            guard let message else { continue }
            for reached in SensitivityMap.reached(from: message)
            where reached.wellKnownType == nil && schemas[reached.fullName] == nil {
                schemas[reached.fullName] = schema(reached)
                for list in reached.fields.compactMap(\.heldEnum) { schemas[list.fullName] = schema(list) }
            }
        }
        return schemas.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func schema(_ message: Descriptor) -> JSONNode {
        var members: [(String, JSONNode)] = [("type", .text("object"))]
        if let comment = message.comment { members.append(("description", .text(comment))) }
        members.append(("properties", .object(message.fields.map { ($0.nameInJSON, property($0)) })))
        members.append(("additionalProperties", .bool(false)))
        return .object(members)
    }

    private func schema(_ list: EnumDescriptor) -> JSONNode {
        var members: [(String, JSONNode)] = [("type", .text("string"))]
        if let comment = list.comment { members.append(("description", .text(comment))) }
        members.append(("enum", .list(list.values.map { .text($0.name) })))
        return .object(members)
    }

    private func property(_ field: FieldDescriptor) -> JSONNode {
        var extra: [(String, JSONNode)] = []
        if let comment = field.comment { extra.append(("description", .text(comment))) }
        if let mark = sensitivity(field) { extra.append(("x-sensitivity", mark)) }
        let schema = schema(field)
        guard !extra.isEmpty, case .object(let members) = schema else { return schema }
        // Draft 7 ignores what stands beside a reference.
        guard members.first?.0 != "$ref" else { return .object([("allOf", .list([schema]))] + extra) }
        return .object(members + extra)
    }

    /// The field's own mark, unless everybody may see it.
    func sensitivity(_ field: FieldDescriptor) -> JSONNode? {
        let own = SensitivityMap.own(field)
        guard own > SensitivityMap.lowest else { return nil }
        return RuleVocabulary.word(contract.vocabulary.sensitivities, own).map { .text($0.text) }
    }

    func schema(_ field: FieldDescriptor) -> JSONNode {
        if field.isMap, let entry = field.messageType.mapKeyAndValue {
            return .object([("type", .text("object")), ("additionalProperties", single(entry.value))])
        }
        guard field.isRepeated else { return single(field) }
        return .object([("type", .text("array")), ("items", single(field))])
    }

    private func single(_ field: FieldDescriptor) -> JSONNode {
        switch field.type {
        case .message, .group: reference(to: field.messageType)
        case .enum: Self.reference(field.enumType.fullName)
        case .string: .object([("type", .text("string"))])
        case .bool: .object([("type", .text("boolean"))])
        case .bytes: .object([("type", .text("string")), ("contentEncoding", .text("base64"))])
        case .double, .float: .object([("type", .text("number"))])
        case .int32, .sint32, .sfixed32: integer(Int64(Int32.min), Int64(Int32.max))
        case .uint32, .fixed32: integer(0, Int64(UInt32.max))
        // Sixty-four bits do not fit a number of JavaScript: proto3 writes them as text.
        case .int64, .sint64, .sfixed64: digits("^-?[0-9]+$")
        case .uint64, .fixed64: digits("^[0-9]+$")
        }
    }

    private func integer(_ minimum: Int64, _ maximum: Int64) -> JSONNode {
        .object([("type", .text("integer")), ("minimum", .number(minimum)), ("maximum", .number(maximum))])
    }

    private func digits(_ pattern: String) -> JSONNode {
        .object([("type", .text("string")), ("pattern", .text(pattern))])
    }

    private func reference(to message: Descriptor) -> JSONNode {
        switch message.wellKnownType {
        case nil: Self.reference(message.fullName)
        case .timestamp: .object([("type", .text("string")), ("format", .text("date-time"))])
        case .duration: .object([("type", .text("string")), ("pattern", .text("^-?[0-9]+(\\.[0-9]+)?s$"))])
        case .fieldMask: .object([("type", .text("string"))])
        case .boolValue: .object([("type", .text("boolean"))])
        case .stringValue, .bytesValue, .int64Value, .uint64Value: .object([("type", .text("string"))])
        case .int32Value, .uint32Value: .object([("type", .text("integer"))])
        case .doubleValue, .floatValue: .object([("type", .text("number"))])
        case .struct, .any: .object([("type", .text("object"))])
        case .listValue: .object([("type", .text("array"))])
        case .value: .object([])
        }
    }
}

extension ProvidesSourceCodeLocation {
    /// The proto file's comment as running text; nothing if there is none.
    var comment: String? {
        let lines = protoSourceComments(commentPrefix: "").split(separator: "\n")
        let text = lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }
}
