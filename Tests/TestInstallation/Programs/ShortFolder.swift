internal import Foundation

/// A temporary folder with a short path, since a socket's path may have 107 bytes only. Gone with the value.
public final class ShortFolder: Sendable {
    public struct CannotMake: Error {}

    public let path: String

    public init() throws {
        var template = Array("/tmp/xe-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CannotMake() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    public func file(_ name: String) -> String { path + "/" + name }
}
