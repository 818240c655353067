internal import ArgumentParser
internal import SwiftProtobuf

/// An enum of the contract by its name there, without the prefix and in any case; a clear error lists what there is.
func enumValue<Value: SwiftProtobuf.Enum & CaseIterable>(
    _ type: Value.Type, _ text: String, prefix: String
) throws -> Value where Value.RawValue == Int {
    let wanted = prefix + text.uppercased().replacing("-", with: "_")
    var names: [String] = []
    for value in type.allCases where value.rawValue != 0 {
        guard let name = wireName(of: value) else { continue }
        if name == wanted { return value }
        names.append(String(name.dropFirst(prefix.count)))
    }
    throw ValidationError("\(text) is none of \(names.joined(separator: ", "))")
}

private func wireName<Value: SwiftProtobuf.Enum>(of value: Value) -> String? {
    guard let named = Value.self as? any (SwiftProtobuf.Enum & _ProtoNameProviding).Type else { return nil }
    return named._protobuf_nameMap.names(for: value.rawValue)?.proto.description
}
