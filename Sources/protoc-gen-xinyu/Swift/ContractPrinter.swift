internal import Foundation
internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Prints the contract as a whole: every method, the OpenRPC document, the descriptor set.
struct ContractPrinter {
    private static let lineLength = 116
    private let contract: Contract
    private let imports: [String]

    init(_ contract: Contract, imports: [String]) {
        self.contract = contract
        self.imports = imports
    }

    func text() throws -> String {
        let sources = contract.files.map(\.name).joined(separator: ", ")
        var printer = SwiftPrinter.begin(source: sources, publicImports: imports)
        printer.print("", "/// The contract as a whole.", "public enum Contract {")
        printer.indent()
        printer.print("/// Every method, in the order of the services' files.")
        printer.print("public static let methods: [MethodDescriptor] =")
        printer.printIndented(contract.services.map { "\($0.swiftName)Methods.all" }.joined(separator: "\n+ "))
        printer.print(
            "", "/// The OpenRPC 1.3 document: one line of JSON.", "public static let openRPC: String = ##\"\"\"")
        printer.withIndentation { printer in
            for line in OpenRPCDocument(contract).lines() { printer.print(line + "\\##") }
            printer.print("", "\"\"\"##")
        }
        printer.print(
            "", "/// The `google.protobuf.FileDescriptorSet` of the contract and all that it imports, in base64.")
        printer.print("public static let descriptorSet: String = \"\"\"")
        let set = try descriptorSet().base64EncodedString()
        printer.withIndentation { printer in
            var rest = set[...]
            while !rest.isEmpty {
                printer.print(rest.prefix(Self.lineLength) + "\\")
                rest = rest.dropFirst(Self.lineLength)
            }
            printer.print("", "\"\"\"")
        }
        printer.outdent()
        printer.print("}")
        return printer.content
    }

    /// Without comments and places, which are in the OpenRPC document.
    private func descriptorSet() throws -> Data {
        var set = Google_Protobuf_FileDescriptorSet()
        var seen: Set<String> = []
        func add(_ file: FileDescriptor) {
            guard seen.insert(file.name).inserted else { return }
            for dependency in file.dependencies { add(dependency) }
            set.file.append(file.extractProto())
        }
        for file in contract.files { add(file) }
        var options = BinaryEncodingOptions()
        options.useDeterministicOrdering = true
        return try set.serializedBytes(options: options)
    }
}
