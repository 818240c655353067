internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Prints the rule words as closed enums, in which nothing is unspecified and nothing unrecognised.
struct RulesPrinter {
    private let file: FileDescriptor

    init(_ file: FileDescriptor) {
        self.file = file
    }

    func text() -> String {
        var printer = SwiftPrinter.begin(source: file.name, publicImports: [])
        guard let vocabulary = RuleVocabulary(file) else { return printer.content }
        for list in [vocabulary.permissions, vocabulary.audits, vocabulary.executions, vocabulary.scopes] {
            print(list, to: &printer)
        }
        return printer.content
    }

    private func print(_ list: EnumDescriptor, to printer: inout CodePrinter) {
        printer.print("")
        printer.printDocumentation(list)
        printer.print("public enum \(list.name): String, Sendable, Hashable, CaseIterable {")
        printer.withIndentation { printer in
            for word in RuleVocabulary.words(list) {
                printer.printDocumentation(word.descriptor)
                let raw = word.text == word.swiftCase ? "" : " = \(SwiftPrinter.literal(word.text))"
                printer.print("case \(word.swiftCase)\(raw)")
            }
        }
        printer.print("}")
    }
}
