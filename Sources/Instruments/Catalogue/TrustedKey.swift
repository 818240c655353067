internal import Foundation

/// A minisign public key whose signatures count here.
public struct TrustedKey: Sendable, Equatable {
    /// `Ed`, the key's number, the key: 42 bytes.
    let bytes: [UInt8]

    /// From the text of a minisign public key file, or nothing if it is not one.
    public init?(file: String) {
        let lines = file.split(whereSeparator: \.isNewline)
        guard let last = lines.last, let data = Data(base64Encoded: String(last)), data.count == 42,
            data.starts(with: Array("Ed".utf8))
        else { return nil }
        bytes = Array(data)
    }

    /// All keys in the `*.pub` files of `folder`, in the order of their names; a file that is no key is left out.
    public static func all(in folder: String) -> [TrustedKey] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".pub") }.sorted().prefix(64).compactMap { name in
            guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else { return nil }
            return TrustedKey(file: text)
        }
    }
}
