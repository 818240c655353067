internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// The plugin of `protoc` that turns the contract into Swift: service protocols, typed clients, method descriptors with
/// every rule, redaction, and the OpenRPC document.
///
/// It refuses a contract that leaves a rule open; see `ContractReader`. Parameter `Import=<module>` says which module
/// holds the handwritten part, for code that is generated into another target.
@main
struct XinyuGenerator: CodeGenerator {
    var supportedFeatures: [Google_Protobuf_Compiler_CodeGeneratorResponse.Feature] { [.proto3Optional] }
    var customOptionExtensions: [any AnyMessageExtension] { [APIExtensions_rule, APIExtensions_sensitivity] }

    func generate(
        files: [FileDescriptor], parameter: any CodeGeneratorParameter,
        protoCompilerContext: any ProtoCompilerContext, generatorOutputs outputs: any GeneratorOutputs
    ) throws {
        let imports = try importedModules(parameter)
        let contract = try ContractReader(files).read()
        for service in contract.services {
            let text = ServicePrinter(service, imports: imports).text()
            try outputs.add(fileName: service.swiftName + ".xinyu.swift", contents: text)
        }
        for file in files {
            guard let text = MessagesPrinter(file, contract: contract, imports: imports).text() else { continue }
            try outputs.add(fileName: file.baseName + ".messages.swift", contents: text)
        }
        if let rules = files.first(where: { $0.name == RuleVocabulary.fileName }) {
            try outputs.add(fileName: "Rules.xinyu.swift", contents: RulesPrinter(rules).text())
        }
        guard !contract.services.isEmpty else { return }
        let text = try ContractPrinter(contract, imports: imports).text()
        try outputs.add(fileName: "Contract.xinyu.swift", contents: text)
    }

    private func importedModules(_ parameter: any CodeGeneratorParameter) throws -> [String] {
        try parameter.parsedPairs.map { key, value in
            guard key == "Import", !value.isEmpty else { throw ParameterFault.unknown(key) }
            return value
        }
    }
}

enum ParameterFault: Error, CustomStringConvertible {
    case unknown(String)

    var description: String {
        switch self {
        case .unknown(let name): "parameter \(name) is not known; there is Import=<module>"
        }
    }
}

extension FileDescriptor {
    /// The file's name without folders and without `.proto`.
    var baseName: String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        return last.hasSuffix(".proto") ? String(last.dropLast(".proto".count)) : last
    }
}
