import Foundation
import Testing

/// The committed answers, which lie with those of the vault and are made and checked by `check_vectors.py` there.
enum Vectors {
    static func read<Content: Decodable>(_ name: String, source: String = #filePath) throws -> Content {
        let tests = URL(fileURLWithPath: source).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.appendingPathComponent("VaultTests/Vectors/\(name).json")
        return try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        var rest = hexadecimal[...]
        var bytes: [UInt8] = []
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        #expect(bytes.count * 2 == hexadecimal.count)
        return bytes
    }
}
