internal import Foundation

/// Item texts in one language that an institution has installed apart, because their licence does not let them ship:
/// `texts.<language>.json` beside an instrument. Described in `docs/item-texts.md`.
struct InstalledTexts {
    /// What is wrong with a file, and what to do.
    struct FileError: Error { let message: String }

    static let largestSize = 256 * 1024

    let language: String
    let items: [String?]

    static func fileNames(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasPrefix("texts.") && $0.hasSuffix(".json") }.sorted()
    }

    init(contentsOf path: String, for manifest: Manifest) throws(FileError) {
        guard let bytes = InstrumentFiles.read(path, limit: Self.largestSize) else {
            throw FileError(message: "cannot be read or is larger than \(Self.largestSize / 1024) KiB")
        }
        guard ManifestLoader.boundsFinding(bytes) == nil,
            let content = try? JSONDecoder().decode(Content.self, from: Data(bytes))
        else { throw FileError(message: "is not a JSON object with instrument, version, language, source and items") }
        guard content.instrument == manifest.id, content.version == manifest.version else {
            throw FileError(message: "is about another instrument than \(manifest.id) \(manifest.version)")
        }
        guard URL(fileURLWithPath: path).lastPathComponent == "texts.\(content.language).json" else {
            throw FileError(message: "is in language \(content.language); name it texts.\(content.language).json")
        }
        guard !content.source.isEmpty else { throw FileError(message: "has no source; say whose text it is") }
        guard content.items.count == manifest.items.count else {
            throw FileError(message: "has \(content.items.count) items, the instrument has \(manifest.items.count)")
        }
        guard content.items.allSatisfy({ $0.map { (1...8_192).contains($0.utf8.count) } ?? true }) else {
            throw FileError(message: "has an item that is empty or over 8 KiB; give null where none is asked")
        }
        if let usual = manifest.forms?.first, content.form != usual.id {
            throw FileError(
                message: "must say \"form\": \"\(usual.id)\", and have its items in that order: sheets are scored by it"
            )
        }
        language = content.language
        items = content.items
    }

    private struct Content: Decodable {
        let instrument: String
        let version: String
        let language: String
        let form: String?
        let source: String
        let items: [String?]
    }
}

extension Manifest {
    /// Texts of the institution take the place of those in the same language.
    mutating func add(_ texts: InstalledTexts) {
        for (index, text) in texts.items.enumerated() {
            guard let text else { continue }
            items[index].texts = (items[index].texts ?? [:]).merging([texts.language: text]) { _, new in new }
        }
        if !itemTexts.languages.contains(texts.language), items.allSatisfy({ $0.texts?[texts.language] != nil }) {
            itemTexts.languages.append(texts.language)
        }
    }
}
