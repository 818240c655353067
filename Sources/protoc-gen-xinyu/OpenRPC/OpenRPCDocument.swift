internal import SwiftProtobufPluginLibrary

/// The contract as an OpenRPC 1.3 document (https://spec.open-rpc.org), rules included as `x-` members.
struct OpenRPCDocument {
    private let contract: Contract

    init(_ contract: Contract) {
        self.contract = contract
    }

    /// The document's one line, cut where a reader of the generated file wants a new one: methods and schemas.
    func lines() -> [String] {
        let schemas = MessageSchema(contract).all().map { JSONNode.quoted($0) + ":" + $1.json }
        let errors = Fault.all.map { JSONNode.quoted($0.name) + ":" + $0.node.json }
        let info: JSONNode = .object([
            ("title", .text("Xinyu")), ("version", .text("1.0.0")),
            ("description", .text("School mental-health screening over JSON-RPC 2.0 on a Unix socket.")),
        ])
        return ["{\"openrpc\":\"1.3.2\",\"info\":\(info.json),\"methods\":["]
            + Self.separated(contract.methods.map { node($0).json })
            + ["],\"components\":{\"errors\":{"] + Self.separated(errors)
            + ["},\"schemas\":{"] + Self.separated(schemas) + ["}}}"]
    }

    private static func separated(_ lines: [String]) -> [String] {
        lines.enumerated().map { $0.offset + 1 < lines.count ? $0.element + "," : $0.element }
    }

    private func node(_ method: Method) -> JSONNode {
        let descriptor = method.descriptor
        var members: [(String, JSONNode)] = [
            ("name", .text(method.wireName)),
            ("tags", .list([.object([("name", .text(descriptor.service.name))])])),
        ]
        if let comment = descriptor.comment { members.append(("description", .text(comment))) }
        members.append(("paramStructure", .text("by-name")))
        let schema = MessageSchema(contract)
        members.append(("params", .list(descriptor.inputType.fields.map { parameter($0, schema) })))
        members.append(("result", .object([("name", .text("result")), ("schema", result(of: method))])))
        if descriptor.serverStreaming {
            members.append(("x-stream", MessageSchema.reference(descriptor.outputType.fullName)))
        }
        members += rules(method)
        members.append(("errors", .list(Fault.of(method).map(\.reference))))
        return .object(members)
    }

    private func parameter(_ field: FieldDescriptor, _ schema: MessageSchema) -> JSONNode {
        var members: [(String, JSONNode)] = [("name", .text(field.nameInJSON))]
        if let comment = field.comment { members.append(("description", .text(comment))) }
        // Every field of a proto3 message may be left out.
        members.append(("required", .bool(false)))
        members.append(("schema", schema.schema(field)))
        if let mark = schema.sensitivity(field) { members.append(("x-sensitivity", mark)) }
        return .object(members)
    }

    /// A stream's messages come as notifications; its reply is empty.
    private func result(of method: Method) -> JSONNode {
        method.descriptor.serverStreaming
            ? .object([("type", .text("object"))]) : MessageSchema.reference(method.descriptor.outputType.fullName)
    }

    private func rules(_ method: Method) -> [(String, JSONNode)] {
        let rule = method.rule
        var scope: [(String, JSONNode)] = [("kind", .text(rule.scope.text))]
        if let field = method.scopeField { scope.append(("field", .text(field.nameInJSON))) }
        var members: [(String, JSONNode)] = [
            ("x-permission", .text(rule.permission.text)), ("x-audit", .text(rule.audit.text)),
            ("x-execution", .text(rule.execution.rawValue)), ("x-scope", .object(scope)),
            ("x-purpose", .bool(rule.needsPurpose)), ("x-idempotent", .bool(rule.idempotent)),
        ]
        if rule.deadline > 0 { members.append(("x-deadline-ms", .number(Int64(rule.deadline)))) }
        if rule.requestLimit > 0 { members.append(("x-request-limit", .number(Int64(rule.requestLimit)))) }
        if rule.isOpenToFirstPassword { members.append(("x-open-to-first-password", .bool(true))) }
        return members
    }
}
