internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// The contract, read and found whole.
struct Contract {
    /// The files that were asked for, in their order.
    let files: [FileDescriptor]
    let services: [Service]
    let vocabulary: RuleVocabulary
    let sensitivities: SensitivityMap
    /// Full names of the messages that methods are called with, and that they answer or stream.
    let requests: Set<String>
    let responses: Set<String>
    /// Those, and every message within them.
    let reachedFromRequests: Set<String>
    let reachedFromResponses: Set<String>
    /// Full names of the enumerations that fields of the latter hold.
    let enumsInResponses: Set<String>

    var methods: [Method] { services.flatMap(\.methods) }
}

struct Service {
    let descriptor: ServiceDescriptor
    let methods: [Method]

    /// `UnitService`; a service whose name does not say that it is one gets the word: `HealthService`.
    var swiftName: String { descriptor.name.hasSuffix("Service") ? descriptor.name : descriptor.name + "Service" }
}

struct Method {
    let descriptor: MethodDescriptor
    let rule: Rule
    /// The request's field that holds the identifier of what the call is about.
    let scopeField: FieldDescriptor?

    var wireName: String { descriptor.service.fullName + "/" + descriptor.name }
    var swiftName: String { SwiftName.escaped(NamingUtils.toLowerCamelCase(descriptor.name)) }
    var request: String { SwiftName.of(descriptor.inputType) }
    var response: String { SwiftName.of(descriptor.outputType) }
}

/// The `rule` option with every word found in the vocabulary.
struct Rule {
    enum Execution: String {
        case reading, changing, running, immediate

        /// The context that a handler of this kind gets.
        var context: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    let permission: RuleVocabulary.Word
    let audit: RuleVocabulary.Word
    let scope: RuleVocabulary.Word
    let execution: Execution
    let needsPurpose: Bool
    let idempotent: Bool
    /// Milliseconds; 0 stands for the server's default.
    let deadline: UInt32
    /// Bytes; 0 stands for the server's limit.
    let requestLimit: UInt32
    let isOpenToFirstPassword: Bool
}
