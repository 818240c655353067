internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Why a contract does not generate: one fault, with its place in the proto file.
struct Refusal: CustomStringConvertible {
    let file: String
    /// From 1; 0 when the descriptors carry no places.
    let line: Int
    let text: String

    init(_ place: some ProvidesSourceCodeLocation & ProvidesLocationPath, _ text: String) {
        file = place.file.name
        line = place.sourceCodeInfoLocation?.span.first.map { Int($0) + 1 } ?? 0
        self.text = text
    }

    var description: String { "\(file):\(line): \(text)" }
}

/// All faults of a contract, so that one run shows what there is to mend.
struct Refusals: Error, CustomStringConvertible {
    let faults: [Refusal]

    var description: String { faults.map(\.description).joined(separator: "\n") }
}
