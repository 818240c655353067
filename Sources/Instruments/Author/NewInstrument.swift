internal import Foundation

/// The folder of a new instrument: a sum with three bands, that builds and passes its check as it is.
public struct NewInstrument: Sendable {
    public enum Language: String, Sendable, CaseIterable {
        case swift, c, rust
    }

    /// Why there is no new folder.
    public enum Obstacle: Error, Sendable, Equatable {
        /// Ids become names of files: a lower-case letter, then lower-case letters, digits, `_` or `-`, at most 64.
        case unfitID(String)
        case unfitItemCount(Int)
        /// There is something already, and nothing of it is touched.
        case occupied(String)
        /// The kit is not whole, or the folder cannot be written.
        case files(String)
    }

    /// Stands in the texts of the template that an author has to replace; the check names what is left of them.
    static let reminder = "REPLACE"
    static let highestCode = 3

    let id: String
    let language: Language
    let itemCount: Int

    public init(id: String, language: Language, itemCount: Int) throws(Obstacle) {
        let fits = id.utf8.enumerated().allSatisfy { place, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): place > 0
            default: false
            }
        }
        guard fits, (1...64).contains(id.utf8.count) else { throw .unfitID(id) }
        guard (1...1_024).contains(itemCount) else { throw .unfitItemCount(itemCount) }
        self.id = id
        self.language = language
        self.itemCount = itemCount
    }

    /// Lays the files out in `folder`, which must not be there, or be empty.
    ///
    /// - Returns: their paths within the folder.
    public func write(to folder: String, from kit: AuthorKit) throws(Obstacle) -> [String] {
        let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var isFolder: ObjCBool = true
        let exists = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
        guard !exists || (isFolder.boolValue && there.isEmpty) else { throw .occupied(folder) }
        do {
            let files = try files(from: kit)
            for (path, text) in files {
                let place = URL(fileURLWithPath: "\(folder)/\(path)")
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: place, options: .withoutOverwriting)
            }
            return files.keys.sorted()
        } catch {
            throw .files(folder)
        }
    }

    private func files(from kit: AuthorKit) throws -> [String: String] {
        var files: [String: String] = [:]
        for part in ["common", language.rawValue] {
            for (path, text) in try AuthorKit.files(in: "\(kit.templates)/\(part)") { files[path] = filled(text) }
        }
        files["vectors.jsonl"] = vectors
        files["kit/xinyu_instrument.h"] = try String(contentsOfFile: kit.header, encoding: .utf8)
        if language != .rust {
            files["kit/exported.map"] = try String(contentsOfFile: kit.exportedMap, encoding: .utf8)
        }
        if language == .swift {
            for (path, text) in try AuthorKit.files(in: kit.instrumentKit) { files["kit/InstrumentKit/\(path)"] = text }
        }
        return files
    }

    /// The last score of the low, the middle and the high band, in points.
    private var limits: (low: Int, middle: Int, high: Int) {
        (itemCount, 2 * itemCount, Self.highestCode * itemCount)
    }

    private func filled(_ template: String) -> String {
        let items = (1...itemCount).map { number in
            """
                {"number": \(number), "kind": "CODE", "responses": "agreement", "topic": "\(Self.reminder): item \(number)",
                 "texts": {"zh": "\(Self.reminder)：第 \(number) 题", "en": "\(Self.reminder): item \(number)"}}
            """
        }
        let values = [
            ("TEMPLATE_ID", id), ("TEMPLATE_ITEM_NUMBERS", (1...itemCount).map(String.init).joined(separator: ", ")),
            ("TEMPLATE_ITEM_OBJECTS", items.joined(separator: ",\n")), ("TEMPLATE_ITEMS", "\(itemCount)"),
            ("TEMPLATE_LOW", "\(limits.low)"), ("TEMPLATE_MIDDLE_FROM", "\(limits.low + 1)"),
            ("TEMPLATE_MIDDLE", "\(limits.middle)"), ("TEMPLATE_HIGH_FROM", "\(limits.middle + 1)"),
            ("TEMPLATE_MAXIMUM", "\(limits.high)"),
        ]
        return values.reduce(template) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }

    /// Every limit of every band, and a gap; what must come of them is counted here, not by an instrument.
    private var vectors: String {
        func line(_ answers: [Int?], _ origin: String) -> String {
            let sum = answers.contains(nil) ? nil : answers.reduce(0) { $0 + ($1 ?? 0) }
            let band = sum.map { $0 <= limits.low ? "low" : $0 <= limits.middle ? "middle" : "high" }
            let codes = answers.map { $0.map(String.init) ?? "null" }.joined(separator: ",")
            return """
                {"answers":[\(codes)],"expect":{"scales":{"total":{"raw":\(sum.map(String.init) ?? "null"),\
                "state":"\(sum == nil ? "INCOMPLETE" : "COMPLETE")","band":\(band.map { "\"\($0)\"" } ?? "null")}}},\
                "origin":"\(Self.reminder): \(origin)"}

                """
        }
        func all(_ code: Int, first: Int?) -> [Int?] { [first] + [Int?](repeating: code, count: itemCount - 1) }
        return line(all(0, first: 0), "by hand: \(itemCount) times 0")
            + line(all(1, first: 1), "by hand: \(itemCount) times 1, the last score of low")
            + line(all(1, first: 2), "by hand: one more, the first score of middle")
            + line(all(2, first: 2), "by hand: \(itemCount) times 2, the last score of middle")
            + line(all(2, first: 3), "by hand: one more, the first score of high")
            + line(all(3, first: 3), "by hand: \(itemCount) times 3")
            + line(all(3, first: nil), "by hand: item 1 is missing, and there is no total")
    }
}
