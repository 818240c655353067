internal import Foundation

/// Reads `manifest.json`: bounds first, then form, then sense.
public enum ManifestLoader {
    /// The largest manifest that is looked at.
    public static let largestSize = 512 * 1024

    /// The manifest in `bytes`.
    ///
    /// - Throws: all that is wrong with it; the first stage that finds something ends the reading.
    public static func load(_ bytes: [UInt8]) throws(ManifestError) -> Manifest {
        let manifest = try decode(Manifest.self, from: bytes)
        let findings = manifest.findings()
        if !findings.isEmpty { throw ManifestError(findings: findings) }
        return manifest
    }

    /// The form of a manifest, or of another file that is written by hand and signed.
    static func decode<Content: Codable>(_ type: Content.Type, from bytes: [UInt8]) throws(ManifestError) -> Content {
        if let finding = boundsFinding(bytes) { throw ManifestError(findings: [finding]) }
        let content: Content
        do {
            content = try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw ManifestError(findings: [finding(for: error)])
        }
        let unknown = unknownMembers(in: bytes, of: content)
        if !unknown.isEmpty { throw ManifestError(findings: unknown) }
        return content
    }

    private static func finding(for error: any Error) -> ManifestFinding {
        guard let error = error as? DecodingError else { return ManifestFinding("$", "is not JSON", zh: "不是 JSON") }
        switch error {
        case .keyNotFound(let key, let context):
            return ManifestFinding(path(context.codingPath + [key]), "is missing; add it", zh: "缺少；请补上")
        case .typeMismatch(let type, let context):
            return ManifestFinding(
                path(context.codingPath), "has the wrong type; \(type) is wanted", zh: "类型不对；应为 \(type)")
        case .valueNotFound(let type, let context):
            return ManifestFinding(path(context.codingPath), "is null; \(type) is wanted", zh: "为 null；应为 \(type)")
        case .dataCorrupted(let context):
            let place = path(context.codingPath)
            return ManifestFinding(
                place,
                place == "$" ? "is not JSON, or has a number that does not fit" : "has a value that is not known here",
                zh: place == "$" ? "不是 JSON，或有数字超出范围" : "的值不在允许之列")
        @unknown default:
            return ManifestFinding("$", "cannot be read", zh: "无法读取")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "$") { path, key in
            if let index = key.intValue { path += "[\(index)]" } else { path += ".\(key.stringValue)" }
        }
    }

    /// Members that decoding has left out: a misspelt optional one would otherwise be ignored without a word.
    private static func unknownMembers(in bytes: [UInt8], of content: some Encodable) -> [ManifestFinding] {
        guard let encoded = try? JSONEncoder().encode(content),
            let known = try? JSONSerialization.jsonObject(with: encoded),
            let said = try? JSONSerialization.jsonObject(with: Data(bytes))
        else { return [ManifestFinding("$", "is not JSON", zh: "不是 JSON")] }
        var findings: [ManifestFinding] = []
        compare(said, known, at: "$", into: &findings)
        return findings
    }

    private static func compare(_ said: Any, _ known: Any, at path: String, into findings: inout [ManifestFinding]) {
        if let said = said as? [String: Any], let known = known as? [String: Any] {
            for (key, value) in said.sorted(by: { $0.key < $1.key }) where !(value is NSNull) {
                guard let counterpart = known[key] else {
                    findings.append(
                        ManifestFinding(
                            "\(path).\(key)", "is not known; remove it or mend its name", zh: "没有这个字段；请删去或改正名称"))
                    continue
                }
                compare(value, counterpart, at: "\(path).\(key)", into: &findings)
            }
        } else if let said = said as? [Any], let known = known as? [Any] {
            for (index, pair) in zip(said, known).enumerated() {
                compare(pair.0, pair.1, at: "\(path)[\(index)]", into: &findings)
            }
        }
    }
}
