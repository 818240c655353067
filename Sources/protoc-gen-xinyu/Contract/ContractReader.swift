internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Reads the contract out of the descriptors and refuses one that leaves something open or contradicts itself.
struct ContractReader {
    private let files: [FileDescriptor]

    init(_ files: [FileDescriptor]) {
        self.files = files
    }

    /// Throws `Refusals`, all of them.
    func read() throws -> Contract {
        let descriptors = files.flatMap(\.services)
        guard let vocabulary = RuleVocabulary(among: files) else {
            let faults = descriptors.map { Refusal($0, "\($0.name) has no rules: import \(RuleVocabulary.fileName)") }
            throw Refusals(faults: faults)
        }
        let ownFiles = Set(files.map(\.name))
        let methods = descriptors.flatMap(\.methods)
        let messages = files.flatMap(\.messages).flatMap(Self.withNested)
        let sensitivities = SensitivityMap(messages, vocabulary: vocabulary)
        let reader = MethodReader(vocabulary: vocabulary, sensitivities: sensitivities, ownFiles: ownFiles)
        var faults = doubledNames(descriptors)
        let services = descriptors.map { descriptor in
            Service(
                descriptor: descriptor,
                methods: descriptor.methods.compactMap { method in reader.read(method, faults: &faults) })
        }
        guard faults.isEmpty else { throw Refusals(faults: faults) }
        let requests = methods.compactMap(\.inputType)
        let responses = methods.compactMap(\.outputType)
        let answered = responses.flatMap(SensitivityMap.reached)
        return Contract(
            files: files, services: services, vocabulary: vocabulary, sensitivities: sensitivities,
            requests: Set(requests.map(\.fullName)), responses: Set(responses.map(\.fullName)),
            reachedFromRequests: Set(requests.flatMap(SensitivityMap.reached).map(\.fullName)),
            reachedFromResponses: Set(answered.map(\.fullName)),
            enumsInResponses: Set(answered.flatMap(\.fields).compactMap(\.heldEnum?.fullName)))
    }

    static func withNested(_ message: Descriptor) -> [Descriptor] {
        [message] + message.messages.filter { !$0.options.mapEntry }.flatMap(withNested)
    }

    /// Services of two packages, or methods of one service, that Swift could not tell apart.
    private func doubledNames(_ services: [ServiceDescriptor]) -> [Refusal] {
        var faults: [Refusal] = []
        var serviceNames: Set<String> = []
        for descriptor in services {
            let name = Service(descriptor: descriptor, methods: []).swiftName
            if !serviceNames.insert(name).inserted {
                faults.append(Refusal(descriptor, "two services would be called \(name) in Swift"))
            }
            var methodNames: Set<String> = []
            for method in descriptor.methods
            where !methodNames.insert(NamingUtils.toLowerCamelCase(method.name)).inserted {
                faults.append(Refusal(method, "two methods of \(name) would have one name in Swift: \(method.name)"))
            }
        }
        return faults
    }
}
