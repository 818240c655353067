internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Prints what the messages of one proto file are to the contract: requests, responses, and what in them is sensitive.
struct MessagesPrinter {
    private let file: FileDescriptor
    private let contract: Contract
    private let imports: [String]

    init(_ file: FileDescriptor, contract: Contract, imports: [String]) {
        self.file = file
        self.contract = contract
        self.imports = imports
    }

    /// Nothing if no message of the file is used so.
    func text() -> String? {
        let messages = file.messages.flatMap(ContractReader.withNested)
        let names = JSONNamesPrinter(contract)
        let parts =
            messages.flatMap { [requestPart($0), responsePart($0), names.part($0)].compactMap { $0 } }
            + (file.enums + messages.flatMap(\.enums)).compactMap(names.part)
        guard !parts.isEmpty else { return nil }
        let usesSensitivity = messages.contains { contract.sensitivities.highest($0) > SensitivityMap.lowest }
        let modules = imports + (usesSensitivity ? ["Domain"] : [])
        // `Data` is emptied and asked whether it is.
        let usesBytes = messages.flatMap(\.fields).contains {
            $0.type == .bytes && !$0.isRepeated && SensitivityMap.own($0) > SensitivityMap.lowest
        }
        var printer = SwiftPrinter.begin(
            source: file.name, publicImports: modules, internalImports: usesBytes ? ["FoundationEssentials"] : [])
        for part in parts {
            printer.print("")
            printer.append(part)
        }
        return printer.content
    }

    private func isSensitive(_ message: Descriptor) -> Bool {
        contract.sensitivities.highest(message) > SensitivityMap.lowest
    }

    /// The conformance of a request, or of a message within one.
    private func requestPart(_ message: Descriptor) -> CodePrinter? {
        let isRequest = contract.requests.contains(message.fullName)
        let isReached = contract.reachedFromRequests.contains(message.fullName)
        guard isRequest || (isReached && isSensitive(message)) else { return nil }
        return conformance(message, to: isRequest ? "RequestMessage" : "FilteredMessage") { printer in
            printHighest("highestFilter", message, &printer)
            printer.print("", "public func nameFilters(_ walk: inout SensitivityWalk) {")
            printer.withIndentation { printer in
                for field in message.fields { FieldPrinter(field, contract.sensitivities).printFilter(&printer) }
            }
            printer.print("}")
        }
    }

    /// The conformance of a response, or of a message within one.
    private func responsePart(_ message: Descriptor) -> CodePrinter? {
        let isResponse = contract.responses.contains(message.fullName)
        let isReached = contract.reachedFromResponses.contains(message.fullName)
        guard isResponse || (isReached && isSensitive(message)) else { return nil }
        let kind = !isResponse ? "Redactable" : isSensitive(message) ? "RedactableResponse" : "ResponseMessage"
        return conformance(message, to: kind) { printer in
            printHighest("highestSensitivity", message, &printer)
            printer.print("", "public mutating func redact(_ walk: inout SensitivityWalk) {")
            printer.withIndentation { printer in
                for field in message.fields { FieldPrinter(field, contract.sensitivities).printRedaction(&printer) }
            }
            printer.print("}")
        }
    }

    private func conformance(
        _ message: Descriptor, to kind: String, members: (inout CodePrinter) -> Void
    ) -> CodePrinter {
        var printer = CodePrinter(indent: "    ".unicodeScalars, addNewlines: true)
        let head = "extension \(SwiftName.of(message)): \(kind) {"
        guard isSensitive(message) else {
            printer.print(head + "}")
            return printer
        }
        printer.print(head)
        printer.withIndentation(body: members)
        printer.print("}")
        return printer
    }

    private func printHighest(_ name: String, _ message: Descriptor, _ printer: inout CodePrinter) {
        let highest = contract.sensitivities.swiftCase(contract.sensitivities.highest(message))
        printer.print("public static var \(name): Sensitivity { .\(highest) }")
    }
}
