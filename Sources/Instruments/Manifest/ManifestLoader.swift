internal import Foundation

/// Reads `manifest.json`: bounds first, then form, then sense.
public enum ManifestLoader {
    /// The largest manifest that is looked at.
    public static let largestSize = 512 * 1024

    /// The manifest in `bytes`.
    ///
    /// - Throws: all that is wrong with it; the first stage that finds something ends the reading.
    public static func load(_ bytes: [UInt8]) throws(ManifestError) -> Manifest {
        if let finding = boundsFinding(bytes) { throw ManifestError(findings: [finding]) }
        let manifest: Manifest
        do {
            manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
        } catch {
            throw ManifestError(findings: [finding(for: error)])
        }
        let unknown = unknownMembers(in: bytes, of: manifest)
        let findings = unknown.isEmpty ? manifest.findings() : unknown
        if !findings.isEmpty { throw ManifestError(findings: findings) }
        return manifest
    }

    private static func finding(for error: any Error) -> ManifestFinding {
        guard let error = error as? DecodingError else { return ManifestFinding("$", "is not JSON") }
        switch error {
        case .keyNotFound(let key, let context):
            return ManifestFinding(path(context.codingPath + [key]), "is missing; add it")
        case .typeMismatch(let type, let context):
            return ManifestFinding(path(context.codingPath), "has the wrong type; \(type) is wanted")
        case .valueNotFound(let type, let context):
            return ManifestFinding(path(context.codingPath), "is null; \(type) is wanted")
        case .dataCorrupted(let context):
            let place = path(context.codingPath)
            let isWhole = place == "$"
            return ManifestFinding(
                place, isWhole ? "is not JSON, or has a number that does not fit" : "has a value that is not known here"
            )
        @unknown default:
            return ManifestFinding("$", "cannot be read")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "$") { path, key in
            if let index = key.intValue { path += "[\(index)]" } else { path += ".\(key.stringValue)" }
        }
    }

    /// Members that decoding has left out: a misspelt optional one would otherwise be ignored without a word.
    private static func unknownMembers(in bytes: [UInt8], of manifest: Manifest) -> [ManifestFinding] {
        guard let encoded = try? JSONEncoder().encode(manifest),
            let known = try? JSONSerialization.jsonObject(with: encoded),
            let said = try? JSONSerialization.jsonObject(with: Data(bytes))
        else { return [ManifestFinding("$", "is not JSON")] }
        var findings: [ManifestFinding] = []
        compare(said, known, at: "$", into: &findings)
        return findings
    }

    private static func compare(_ said: Any, _ known: Any, at path: String, into findings: inout [ManifestFinding]) {
        if let said = said as? [String: Any], let known = known as? [String: Any] {
            for (key, value) in said.sorted(by: { $0.key < $1.key }) where !(value is NSNull) {
                guard let counterpart = known[key] else {
                    findings.append(ManifestFinding("\(path).\(key)", "is not known; remove it or mend its name"))
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
