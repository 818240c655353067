internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// How closely fields and messages are held: 1 is public, 5 is raw, as `options.proto` numbers them.
struct SensitivityMap {
    /// Held by everybody; also what a field without the option is.
    static let lowest = 1

    private let highestByMessage: [String: Int]
    private let vocabulary: RuleVocabulary

    init(_ messages: [Descriptor], vocabulary: RuleVocabulary) {
        self.vocabulary = vocabulary
        var highest: [String: Int] = [:]
        for message in messages {
            highest[message.fullName] = Self.reached(from: message).flatMap(\.fields).map(Self.own).max() ?? Self.lowest
        }
        highestByMessage = highest
    }

    /// What the field itself is marked with.
    static func own(_ field: FieldDescriptor) -> Int {
        max(lowest, field.options.APIsensitivity.rawValue)
    }

    /// The closest-held field of `message` and of the messages within it.
    func highest(_ message: Descriptor) -> Int { highestByMessage[message.fullName] ?? Self.lowest }

    /// The word for a number: `clinical`.
    func swiftCase(_ number: Int) -> String {
        RuleVocabulary.word(vocabulary.sensitivities, number)?.swiftCase ?? "raw"
    }

    /// `message` and every message that a field leads to.
    static func reached(from message: Descriptor) -> [Descriptor] {
        var found = [message]
        var seen: Set<String> = [message.fullName]
        var next = 0
        while next < found.count {
            for field in found[next].fields {
                guard let inner = field.heldMessage, seen.insert(inner.fullName).inserted else { continue }
                found.append(inner)
            }
            next += 1
        }
        return found
    }
}

extension FieldDescriptor {
    /// The message that the field holds, once, many times, or as a map's value.
    var heldMessage: Descriptor? {
        guard type == .message || type == .group else { return nil }
        return isMap ? messageType.mapKeyAndValue?.value.heldMessage : messageType
    }

    /// The enum that the field holds, once, many times, or as a map's value.
    var heldEnum: EnumDescriptor? {
        if isMap { return messageType.mapKeyAndValue?.value.heldEnum }
        return type == .enum ? enumType : nil
    }

    /// The field's name in JSON.
    var nameInJSON: String { jsonName ?? NamingUtils.toJsonFieldName(name) }
}
