internal import Foundation

/// What authors are given: templates, the header, and for Swift the sources of `InstrumentKit`.
public struct AuthorKit: Sendable {
    let templates: String
    let header: String
    let exportedMap: String
    let instrumentKit: String

    /// The kit in `folder`: laid out by `make -C Plugins author-kit`, or the development tree itself; nothing if it is
    /// neither.
    public init?(folder: String) {
        let layouts = [
            AuthorKit(
                templates: folder + "/templates", header: folder + "/xinyu_instrument.h",
                exportedMap: folder + "/exported.map", instrumentKit: folder + "/InstrumentKit"),
            AuthorKit(
                templates: folder + "/Plugins/templates",
                header: folder + "/Sources/CInstrument/include/xinyu_instrument.h",
                exportedMap: folder + "/Plugins/exported.map", instrumentKit: folder + "/Sources/InstrumentKit"),
        ]
        guard let found = layouts.first(where: \.isThere) else { return nil }
        self = found
    }

    private init(templates: String, header: String, exportedMap: String, instrumentKit: String) {
        self.templates = templates
        self.header = header
        self.exportedMap = exportedMap
        self.instrumentKit = instrumentKit
    }

    private var isThere: Bool {
        [templates, header, exportedMap, instrumentKit].allSatisfy { FileManager.default.fileExists(atPath: $0) }
    }

    /// All files below `folder`, by their paths in it.
    static func files(in folder: String) throws -> [String: String] {
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var isFolder: ObjCBool = false
            let whole = "\(folder)/\(path)"
            if FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder.boolValue {
                files[path] = try String(contentsOfFile: whole, encoding: .utf8)
            }
        }
        return files
    }
}
