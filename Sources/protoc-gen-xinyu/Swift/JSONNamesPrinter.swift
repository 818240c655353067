internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Prints the names that answers are written with in JSON: of fields, and of the values of enumerations.
struct JSONNamesPrinter {
    private let contract: Contract

    init(_ contract: Contract) { self.contract = contract }

    /// Nothing for a message that no answer holds.
    func part(_ message: Descriptor) -> CodePrinter? {
        guard isAnswered(message) else { return nil }
        let names = message.fields.map { (number: Int($0.number), name: $0.nameInJSON + "\\\":") }
        return conformance(
            "\(SwiftName.of(message)): JSONNamedMessage", "jsonName(ofField number: Int)", names)
    }

    /// Nothing for an enumeration that no answer holds.
    func part(_ enumeration: EnumDescriptor) -> CodePrinter? {
        guard contract.enumsInResponses.contains(enumeration.fullName) else { return nil }
        var seen: Set<Int> = []
        let names = enumeration.values.compactMap { value -> (number: Int, name: String)? in
            // Of two names of a number the first is the one that is written.
            seen.insert(Int(value.number)).inserted ? (Int(value.number), value.name + "\\\"") : nil
        }
        return conformance(
            "\(SwiftName.of(enumeration)): JSONNamedEnum", "jsonName(ofValue number: Int)", names)
    }

    private func isAnswered(_ message: Descriptor) -> Bool {
        contract.responses.contains(message.fullName) || contract.reachedFromResponses.contains(message.fullName)
    }

    private func conformance(
        _ head: String, _ function: String, _ names: [(number: Int, name: String)]
    ) -> CodePrinter {
        var printer = CodePrinter(indent: "    ".unicodeScalars, addNewlines: true)
        printer.print("extension \(head) {")
        printer.withIndentation { printer in
            printer.print("public static func \(function) -> StaticString? {")
            printer.withIndentation { printer in
                if names.isEmpty {
                    printer.print("nil")
                } else {
                    printer.print("switch number {")
                    for (number, name) in names { printer.print("case \(number): \"\\\"\(name)\"") }
                    printer.print("default: nil", "}")
                }
            }
            printer.print("}")
        }
        printer.print("}")
        return printer
    }
}
