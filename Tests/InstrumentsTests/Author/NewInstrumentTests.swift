import Foundation
import TestSupport
import Testing

@testable import Instruments

@Suite("A new instrument's folder")
struct NewInstrumentTests {
    private func kit() throws -> AuthorKit { try #require(AuthorKit(folder: Workshop.root)) }

    @Test(
        "The manifest is sound, whatever the number of items", arguments: NewInstrument.Language.allCases,
        [1, 2, 7, 200])
    func manifest(language: NewInstrument.Language, items: Int) throws {
        let folder = try TemporaryFolder()
        let place = folder.file("new")
        let paths = try NewInstrument(id: "mood-7", language: language, itemCount: items).write(
            to: place, from: try kit())
        #expect(paths.contains("manifest.json") && paths.contains("vectors.jsonl") && paths.contains("Makefile"))
        #expect(paths.contains("kit/xinyu_instrument.h"))
        let manifest = try ManifestLoader.load(
            Array(try #require(FileManager.default.contents(atPath: place + "/manifest.json"))))
        #expect(manifest.id == "mood-7")
        #expect(manifest.items.count == items)
        #expect(manifest.scales.first?.maximum == Int64(items) * 3_000)
        // Every limit of every band, and a gap.
        let vectors = try String(contentsOfFile: place + "/vectors.jsonl", encoding: .utf8).split(separator: "\n")
        let parsed = try vectors.map { try Vector(line: String($0), manifest: manifest) }
        #expect(parsed.allSatisfy { $0.expected != nil && $0.origin?.contains("by hand") == true })
        let sums = Set(
            parsed.filter { !$0.sheet.answers.contains(nil) }.map { $0.sheet.answers.reduce(0) { $0 + ($1 ?? 0) } })
        for band in try #require(manifest.scales.first?.bands) {
            #expect(sums.contains(band.from / 1_000) && sums.contains(band.to / 1_000))
        }
        for path in paths where !path.hasPrefix("kit/") {
            let text = try String(contentsOfFile: "\(place)/\(path)", encoding: .utf8)
            #expect(!text.contains("TEMPLATE_"), "\(path)")
        }
    }

    @Test("Nothing that is there is overwritten")
    func occupied() throws {
        let folder = try TemporaryFolder()
        let instrument = try NewInstrument(id: "mood", language: .c, itemCount: 3)
        try "mine".write(toFile: folder.file("file"), atomically: true, encoding: .utf8)
        #expect(throws: NewInstrument.Obstacle.occupied(folder.file("file"))) {
            try instrument.write(to: folder.file("file"), from: try kit())
        }
        try FileManager.default.createDirectory(atPath: folder.file("full"), withIntermediateDirectories: true)
        try "mine".write(toFile: folder.file("full/manifest.json"), atomically: true, encoding: .utf8)
        #expect(throws: NewInstrument.Obstacle.occupied(folder.file("full"))) {
            try instrument.write(to: folder.file("full"), from: try kit())
        }
        #expect(try String(contentsOfFile: folder.file("full/manifest.json"), encoding: .utf8) == "mine")
        try FileManager.default.createDirectory(atPath: folder.file("empty"), withIntermediateDirectories: true)
        #expect(try !instrument.write(to: folder.file("empty"), from: try kit()).isEmpty)
    }

    @Test("Ids become file names, so that not every one will do")
    func ids() throws {
        for id in [
            "", "Mood", "7mood", "../mood", "mo od", "-mood", "_mood", ".mood", "心", String(repeating: "a", count: 65),
        ] {
            #expect(throws: NewInstrument.Obstacle.unfitID(id)) {
                try NewInstrument(id: id, language: .c, itemCount: 3)
            }
        }
        for id in ["a", "mood_7", "k10-cn", String(repeating: "a", count: 64)] {
            _ = try NewInstrument(id: id, language: .c, itemCount: 3)
        }
        for count in [0, -1, 1_025] {
            #expect(throws: NewInstrument.Obstacle.unfitItemCount(count)) {
                try NewInstrument(id: "mood", language: .c, itemCount: count)
            }
        }
    }
}
