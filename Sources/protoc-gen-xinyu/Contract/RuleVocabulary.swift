internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// The words that rules are written in, as `options.proto` lists them.
///
/// Taken from the file and not from the Swift that is compiled into this plugin, so that a word which was just added
/// needs no second build.
struct RuleVocabulary {
    static let fileName = "xinyu/v1/options.proto"

    struct Word {
        let descriptor: EnumValueDescriptor

        /// As the policy table writes it: `unit_read`.
        var text: String {
            descriptor.name.dropFirst(RuleVocabulary.prefix(of: descriptor.enumType).count).lowercased()
        }
        /// As Swift writes it: `unitRead`.
        var swiftCase: String {
            // `.self` is an expression of its own in Swift.
            text == "self" ? "caller" : SwiftName.escaped(NamingUtils.toLowerCamelCase(text))
        }
    }

    let permissions: EnumDescriptor
    let audits: EnumDescriptor
    let executions: EnumDescriptor
    let scopes: EnumDescriptor
    let sensitivities: EnumDescriptor

    /// Nothing if `file` is not the file of options.
    init?(_ file: FileDescriptor) {
        func named(_ name: String) -> EnumDescriptor? { file.enums.first { $0.name == name } }
        guard let permissions = named("Permission"), let audits = named("AuditClass"),
            let executions = named("Execution"), let scopes = named("ScopeKind"),
            let sensitivities = named("Sensitivity")
        else { return nil }
        self.permissions = permissions
        self.audits = audits
        self.executions = executions
        self.scopes = scopes
        self.sensitivities = sensitivities
    }

    /// The vocabulary that `files` import, or are.
    init?(among files: [FileDescriptor]) {
        let candidates = files + files.flatMap(\.dependencies)
        guard let file = candidates.first(where: { $0.name == Self.fileName }) else { return nil }
        self.init(file)
    }

    /// All words of `list` but the one that stands for nothing said.
    static func words(_ list: EnumDescriptor) -> [Word] {
        list.values.filter { $0.number != 0 }.map { Word(descriptor: $0) }
    }

    /// Nothing if the number stands for nothing said, or for no word.
    static func word(_ list: EnumDescriptor, _ number: Int) -> Word? {
        words(list).first { $0.descriptor.number == Int32(number) }
    }

    /// `AuditClass` begins its values with `AUDIT_CLASS_`.
    private static func prefix(of list: EnumDescriptor) -> String {
        var prefix = ""
        for letter in list.name {
            if letter.isUppercase, !prefix.isEmpty { prefix += "_" }
            prefix += letter.uppercased()
        }
        return prefix + "_"
    }
}
