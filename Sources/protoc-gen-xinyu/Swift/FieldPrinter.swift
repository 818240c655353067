internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Prints what redaction and filters do with one field.
struct FieldPrinter {
    private let field: FieldDescriptor
    private let sensitivities: SensitivityMap
    private let names: SwiftProtobufNamer.MessageFieldNames
    /// How closely the field is held, and what is in its message.
    private let own: Int
    private let inner: Int

    init(_ field: FieldDescriptor, _ sensitivities: SensitivityMap) {
        self.field = field
        self.sensitivities = sensitivities
        names = SwiftName.of(field)
        own = SensitivityMap.own(field)
        inner = field.heldMessage.map(sensitivities.highest) ?? SensitivityMap.lowest
    }

    private var isHeld: Bool { own > SensitivityMap.lowest }
    /// Whether there is something inside that is hidden when the field itself is not.
    private var holdsMore: Bool { inner > own }
    private var property: String { "self.\(names.name)" }
    private var label: String { SwiftPrinter.literal(field.nameInJSON) }
    /// The case of a real oneof.
    private var oneofCase: (property: String, name: String)? {
        field.realContainingOneof.map { ("self." + SwiftName.of($0), names.name) }
    }
    private var isPlural: Bool { field.isRepeated || field.isMap }

    func printRedaction(_ printer: inout CodePrinter) {
        guard isHeld || holdsMore else { return }
        if isHeld {
            printer.print("if walk.hides(.\(sensitivities.swiftCase(own))) {")
            printer.printIndented(clearing, "walk.note(\(label))")
        }
        if holdsMore {
            let condition = "if walk.hides(.\(sensitivities.swiftCase(inner))) {"
            printer.print(isHeld ? "} else " + condition : condition)
            printer.withIndentation(body: printInnerRedaction)
        }
        printer.print("}")
    }

    private var clearing: String {
        if field.isMap { return "\(property) = [:]" }
        if field.isRepeated { return "\(property) = []" }
        if let oneofCase {
            return "if case .\(oneofCase.name)? = \(oneofCase.property) { \(oneofCase.property) = nil }"
        }
        if field.hasPresence { return "self.\(names.clear)()" }
        switch field.type {
        case .string: return "\(property) = \"\""
        case .bool: return "\(property) = false"
        case .bytes, .enum: return "\(property) = .init()"
        default: return "\(property) = 0"
        }
    }

    private func printInnerRedaction(_ printer: inout CodePrinter) {
        let step = "walk.redact(\(label), &"
        if isPlural {
            printer.print("\(step)\(property))")
        } else if let oneofCase {
            printer.print("if case .\(oneofCase.name)(var value)? = \(oneofCase.property) {")
            printer.printIndented("\(step)value)", "\(oneofCase.property) = .\(oneofCase.name)(value)")
            printer.print("}")
        } else {
            printer.print("if self.\(names.has) { \(step)\(property)) }")
        }
    }

    func printFilter(_ printer: inout CodePrinter) {
        if isHeld {
            printer.print("if walk.hides(.\(sensitivities.swiftCase(own))), \(isSet) { walk.note(\(label)) }")
        }
        guard holdsMore else { return }
        let step = "walk.nameFilters(\(label), in: \(property))"
        printer.print("if walk.hides(.\(sensitivities.swiftCase(inner))), \(isSet) { \(step) }")
    }

    /// The condition under which a request has set the field.
    private var isSet: String {
        if isPlural { return "!\(property).isEmpty" }
        if let oneofCase { return "case .\(oneofCase.name)? = \(oneofCase.property)" }
        if field.hasPresence { return "self.\(names.has)" }
        switch field.type {
        case .string, .bytes: return "!\(property).isEmpty"
        case .bool: return property
        case .enum: return "\(property) != .init()"
        default: return "\(property) != 0"
        }
    }
}
