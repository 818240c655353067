import Foundation

/// A file of the repository, as `config/rules/warnings.json`.
func shippedFile(_ path: String) throws -> Data {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try Data(contentsOf: root.appending(path: path))
}
