import Foundation
import Testing

@testable import Instruments

@Suite("Manifest")
struct ManifestTests {
    private func shipped(_ id: String) throws -> Manifest { try Shipped.manifest(id) }

    private func findings(_ text: String) -> [String] {
        do {
            _ = try ManifestLoader.load(Array(text.utf8))
            return []
        } catch {
            return error.findings.map(\.description)
        }
    }

    /// Facts from the papers, not read from the manifest's own source.
    @Test("PHQ-9 says what its paper says")
    func phq9() throws {
        let manifest = try shipped("phq9")
        #expect(manifest.items.count == 9)
        let texts = try manifest.items.map { try #require($0.texts) }
        #expect(texts[0]["en"] == "Little interest or pleasure in doing things")
        #expect(texts[8]["zh"] == "有不如死掉或用某种方式伤害自己的念头")
        let total = try #require(manifest.scales.first)
        #expect(total.bands.map(\.id) == ["minimal", "mild", "moderate", "moderately_severe", "severe"])
        #expect(total.bands.map(\.from) == [0, 5_000, 10_000, 15_000, 20_000])
        #expect(total.bands.map(\.to) == [4_000, 9_000, 14_000, 19_000, 27_000])
        #expect(manifest.criticalItems.map(\.item) == [9])
        #expect(manifest.criticalItems.map(\.atLeast) == [1])
        #expect(manifest.criticalItems.allSatisfy { $0.notice["en"]?.contains("0 is not safety") == true })
        #expect(manifest.licence.itemTextMayShip)
    }

    @Test("Who may be given it: age, stage and the primary gate")
    func admits() throws {
        let phq9 = try shipped("phq9")
        #expect(phq9.admits(stage: .junior, ageInMonths: 144))
        #expect(!phq9.admits(stage: .junior, ageInMonths: 143))
        #expect(!phq9.admits(stage: .primary, ageInMonths: 150))
        #expect(try shipped("who5").admits(stage: .primary, ageInMonths: 108))
        #expect(try !shipped("who5").admits(stage: .primary, ageInMonths: 107))
    }

    @Test("WHO-5 ships no Chinese item text, and says where to get it")
    func who5() throws {
        let manifest = try shipped("who5")
        #expect(manifest.itemTexts.languages == ["en"])
        #expect(manifest.items.allSatisfy { $0.texts?["zh"] == nil })
        #expect(manifest.itemTexts.note["zh"]?.contains("官方") == true)
        #expect(manifest.scales.map(\.maximum) == [25_000, 100_000])
    }

    @Test("GAD-7 has no critical item")
    func gad7() throws {
        let manifest = try shipped("gad7")
        #expect(manifest.criticalItems.isEmpty)
        #expect(manifest.scales.first?.bands.map(\.from) == [0, 5_000, 10_000, 15_000])
    }

    @Test("Every critical item is hit from its code on, and neither a zero nor a gap is a hit")
    func criticalItems() throws {
        let phq9 = try shipped("phq9")
        func hit(_ ninth: Int64?) -> [String] {
            phq9.criticalItems(in: [Int64?](repeating: 0, count: 8) + [ninth]).map(\.id)
        }
        #expect(hit(0) == [])
        #expect(hit(1) == ["item9"])
        #expect(hit(3) == ["item9"])
        #expect(hit(nil) == [])
        #expect(phq9.criticalItems(in: []).isEmpty)
        #expect(phq9.unansweredCriticalItems(in: [Int64?](repeating: 0, count: 8) + [nil]).map(\.id) == ["item9"])
    }

    @Test(
        "A fault is named by its place",
        arguments: [
            (#""schema":1,"#, "", "$.schema: is missing"),
            (#""schema":1"#, #""schema":"1""#, "$.schema: has the wrong type"),
            (#""schema":1"#, #""schema":2"#, "$.schema: must be 1"),
            (#""number":3"#, #""number":4"#, "$.items[2].number: must be 3"),
            (
                #""kind":"CODE","responses":"r","topic":"b""#, #""kind":"COLOUR","responses":"r","topic":"b""#,
                "$.items[1].kind"
            ),
            (#""responses":"r","topic":"d""#, #""responses":"q","topic":"d""#, "$.items[3].responses: must name one"),
            (#""from":6000"#, #""from":5000"#, "$.scales[0].bands[1]: overlaps"),
            (#""items":[1,2,3,4]"#, #""items":[1,2,3,5]"#, "$.scales[0].items: names an item that is not there"),
            (#""reversed":[]"#, #""reversed":[9]"#, "$.scales[0].reversed"),
            (#""atLeast":2"#, #""atLeast":4"#, "$.criticalItems[0].atLeast: is no answer"),
            (#""citations":["made up"]"#, #""citations":[]"#, "$.citations: is empty"),
            (
                #""blocks":[]"#, #""blocks":[{"id":"b","items":[2],"askdWhen":{"anyOf":[1],"atLeast":1}}]"#,
                "$.blocks[0].askdWhen: is not known"
            ),
            (
                #""blocks":[]"#, #""blocks":[{"id":"b","items":[2],"askedWhen":{"anyOf":[3],"atLeast":1}}]"#,
                "$.blocks[0].askedWhen.anyOf: must come before"
            ),
            (#""permitted":false"#, #""permitted":true"#, "$.primary.permitted: is true, but there are critical items"),
            (#""itemTextMayShip":true"#, #""itemTextMayShip":1"#, "$.licence.itemTextMayShip"),
        ])
    func faults(original: String, changed: String, finding: String) {
        #expect(findings(Workshop.manifest).isEmpty)
        let text = Workshop.manifest.replacing(original, with: changed, maxReplacements: 1)
        #expect(text != Workshop.manifest)
        #expect(findings(text).contains { $0.hasPrefix(finding) }, "\(findings(text))")
    }

    @Test(
        "Derived values, forms and gates are held to their form",
        arguments: [
            (#""kind":"NUMBER""#, #""kind":"LABEL""#, "$.derived[0].labels: must be there"),
            (#""kind":"NUMBER""#, #""kind":"TABLE""#, "$.derived[0].parts: must be there"),
            (#""kind":"NUMBER""#, #""kind":"NUMBER","parts":["a"]"#, "$.derived[0].parts: must be there"),
            (#""kind":"NUMBER""#, #""kind":"LIST","parts":["a","a"]"#, "$.derived[0].parts[1].id: a is there twice"),
            (
                #""reversed":[]"#, #""reversed":[],"reversedByForm":{"x":[1]}"#,
                "$.scales[0].reversedByForm: needs $.forms"
            ),
            (#""blocks":[]"#, #""blocks":[],"forms":[{"id":"a","names":{"en":"a"}}]"#, "$.forms: must have 2"),
            (
                #""blocks":[]"#, #""blocks":[],"procedure":[{"id":"twice","texts":{"en":"a"}}]"#,
                "$.procedure[0].id: must be that of a derived YES_NO"
            ),
            (
                #""fromMonths":0"#, #""fromMonths":0,"informants":[{"informant":"PARENT","fromMonths":1}]"#,
                "$.ages.informants[0].informant: is not among"
            ),
            (#"{"number":2,"#, #"{"number":2,"key":"12","#, "$.items[1].key: must be an id that is not a number"),
            (#"{"code":0,"#, #"{"code":0,"id":"7","#, "$.responses[0].options[0].id: must be an id"),
        ])
    func newer(original: String, changed: String, finding: String) {
        faults(original: original, changed: changed, finding: finding)
    }

    @Test("No primary pupil is handed an item on steps of suicide, or on death", arguments: Shipped.ids)
    func primary(id: String) throws {
        let manifest = try shipped(id)
        let handed = (0...216).contains { manifest.admits(stage: .primary, ageInMonths: $0) }
        #expect(handed == ["cesdc", "scared", "sdq", "who5"].contains(id))
        #expect(!handed || manifest.criticalItems.isEmpty)
    }

    @Test("Ages: in primary schools, and by informant")
    func ages() throws {
        let cesdc = try shipped("cesdc")
        #expect(!cesdc.admits(stage: .primary, ageInMonths: 119))
        #expect(cesdc.admits(stage: .primary, ageInMonths: 120))
        #expect(!cesdc.admits(stage: .primary, ageInMonths: nil))
        #expect(cesdc.admits(stage: .senior, ageInMonths: 215))
        #expect(!cesdc.admits(stage: .senior, ageInMonths: 216))
        let sdq = try shipped("sdq")
        #expect(!sdq.admits(stage: .primary, ageInMonths: 131))
        #expect(sdq.admits(stage: .primary, ageInMonths: 132))
        #expect(sdq.admits(stage: .primary, ageInMonths: 48, informant: .parent))
        #expect(sdq.admits(stage: .primary, ageInMonths: nil, informant: .teacher))
        #expect(!sdq.admits(stage: .primary, ageInMonths: nil))
        #expect(!sdq.admits(stage: .primary, ageInMonths: 140, informant: .peer))
        #expect(!(try shipped("psc17")).admits(stage: .primary, ageInMonths: 100))
        #expect((try shipped("psc17")).admits(stage: .primary, ageInMonths: 100, informant: .parent))
        #expect(!(try shipped("sds")).admits(stage: .senior, ageInMonths: 220))
    }

    @Test("Item texts are refused where the licence forbids them")
    func forbiddenTexts() {
        let text = Workshop.manifest.replacing(#""topic":"a""#, with: #""topic":"a","texts":{"en":"Text"}"#).replacing(
            #""itemTextMayShip":true"#, with: #""itemTextMayShip":false"#)
        #expect(findings(text).contains { $0.hasPrefix("$.items[0].texts: must go") })
    }

    @Test("A manifest bomb is refused before it is parsed")
    func bombs() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(findings(deep) == ["$: is nested deeper than 12 levels"])
        #expect(findings("[" + String(repeating: "1,", count: 60_000) + "1]") == ["$: has more than 50000 values"])
        #expect(findings(String(repeating: " ", count: 600 * 1024)).first?.contains("larger than 512 KiB") == true)
    }

    @Test("Cut anywhere, it is refused and nothing worse")
    func cut() {
        let bytes = Array(Workshop.manifest.utf8)
        for length in stride(from: 0, to: bytes.count, by: 37) {
            #expect(throws: ManifestError.self) { try ManifestLoader.load(Array(bytes[..<length])) }
        }
    }
}
