internal import ArgumentParser
internal import SwiftProtobuf

/// An enum of the contract by its name there, with or without `prefix` and in any case; a clear error lists what there
/// is.
func enumValue<Value: SwiftProtobuf.Enum & CaseIterable>(
    _ type: Value.Type, _ text: String, prefix: String
) throws -> Value {
    let wanted = text.uppercased().replacing("-", with: "_").trimmingPrefix(prefix)
    let named = type.allCases.filter { $0.rawValue != 0 }.map { (value: $0, name: contractName(of: $0)) }
    if let found = named.first(where: { $0.name == wanted }) { return found.value }
    throw ValidationError("\(text) is none of \(named.map(\.name).joined(separator: ", "))")
}

/// As `CLASS_TEACHER`, from the generated case `classTeacher`.
private func contractName(of value: some SwiftProtobuf.Enum) -> String {
    "\(value)".reduce(into: "") { name, character in
        if character.isUppercase { name.append("_") }
        name += character.uppercased()
    }
}
