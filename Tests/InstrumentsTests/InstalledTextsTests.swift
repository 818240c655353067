import Foundation
import TestSupport
import Testing

@testable import Instruments

@Suite("Item texts that are installed apart")
struct InstalledTextsTests {
    private func load(_ text: String, name: String = "texts.zh.json", for id: String = "who5") throws -> Manifest {
        let folder = try TemporaryFolder()
        try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
        var manifest = try Shipped.manifest(id)
        for name in InstalledTexts.fileNames(in: folder.file("")) {
            manifest.add(try InstalledTexts(contentsOf: folder.file(name), for: manifest))
        }
        return manifest
    }

    private func message(_ text: String, name: String = "texts.zh.json", for id: String = "who5") -> String? {
        do {
            _ = try load(text, name: name, for: id)
            return nil
        } catch {
            return (error as? InstalledTexts.FileError)?.message
        }
    }

    private func content(_ items: String, version: String = "1.0.0", more: String = "") -> String {
        #"{"instrument":"who5","version":"\#(version)","language":"zh","source":"official form"\#(more),"items":[\#(items)]}"#
    }

    @Test("They stand beside those that ship")
    func added() throws {
        let manifest = try load(content(#""甲","乙","丙","丁","戊""#))
        #expect(manifest.items.map { $0.texts?["zh"] } == ["甲", "乙", "丙", "丁", "戊"])
        #expect(manifest.items[0].texts?["en"] == "I have felt cheerful and in good spirits")
        #expect(manifest.itemTexts.languages == ["en", "zh"])
        #expect(try load(content(#""甲",null,"丙","丁","戊""#)).itemTexts.languages == ["en"])
        #expect(try load(content("1"), name: "notes.json").itemTexts.languages == ["en"])
    }

    @Test("A file that does not fit is refused with what to do")
    func refused() {
        #expect(message("[") == "is not a JSON object with instrument, version, language, source and items")
        #expect(message(content(#""甲""#)) == "has 1 items, the instrument has 5")
        #expect(message(content(#""甲","乙","丙","丁","""#))?.hasPrefix("has an item that is empty") == true)
        #expect(message(content("", version: "2.0.0")) == "is about another instrument than who5 1.0.0")
        #expect(
            message(content(#""甲","乙","丙","丁","戊""#), name: "texts.en.json")?.contains("name it texts.zh.json") == true)
    }

    @Test("Where there are two orders, the text must be in the one that is scored")
    func forms() {
        let items = (1...10).map { "\"\($0)\"" }.joined(separator: ",")
        func text(_ form: String) -> String {
            #"{"instrument":"rses","version":"1.0.0","language":"zh",\#(form)"source":"s","items":[\#(items)]}"#
        }
        #expect(message(text(#""form":"worth_first","#), for: "rses") == nil)
        #expect(message(text(#""form":"satisfied_first","#), for: "rses")?.hasPrefix("must say") == true)
        #expect(message(text(""), for: "rses")?.hasPrefix("must say") == true)
    }

    @Test("The catalogue takes them up, and the instrument stays the one that is pinned")
    func catalogue() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        let before = try workshop.catalogue.read(files)
        let text = #"{"instrument":"hostile","version":"1.0.0","language":"en","source":"s","items":["a","b","c","d"]}"#
        try text.write(toFile: files.folder + "/texts.en.json", atomically: true, encoding: .utf8)
        let after = try workshop.catalogue.read(files)
        #expect(after.reference == before.reference)
        #expect(after.manifest.items.map { $0.texts?["en"] } == ["a", "b", "c", "d"])
        try "{}".write(toFile: files.folder + "/texts.en.json", atomically: true, encoding: .utf8)
        #expect(throws: ScoringFailure.self) { try workshop.catalogue.read(files) }
    }
}
