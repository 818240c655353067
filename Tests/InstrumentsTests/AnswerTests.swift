import Testing

@testable import Instruments

@Suite("Answers")
struct AnswerTests {
    /// Four items of codes 0 to 3, the last two only asked when item 1 is 1 or more.
    private static let blocks = #""blocks":[{"id":"more","items":[3,4],"askedWhen":{"anyOf":[1],"atLeast":1}}]"#

    private func manifest(_ changes: [(String, String)] = []) throws -> Manifest {
        let text = changes.reduce(Workshop.manifest) { $0.replacing($1.0, with: $1.1) }
        return try ManifestLoader.load(Array(text.utf8))
    }

    @Test(
        "An answer out of range is named by its item, and not told",
        arguments: [
            ([0, 1, 2, 3], nil), ([nil, nil, nil, nil], nil), ([0, 0, 4, 0], .notPermitted(item: 3)),
            ([-1, 0, 0, 0], .notPermitted(item: 1)), ([0, 0, 0, .min], .notPermitted(item: 4)),
            ([0, 0, 0], .wrongCount(given: 3, expected: 4...4)), ([], .wrongCount(given: 0, expected: 4...4)),
            ([0, 0, 0, 0, 0], .wrongCount(given: 5, expected: 4...4)),
        ] as [([Int64?], AnswerFault?)])
    func faults(answers: [Int64?], fault: AnswerFault?) throws {
        #expect(try manifest().fault(in: AnswerSheet(answers: answers)) == fault)
    }

    @Test("The text of a fault has the item and no answer")
    func text() {
        #expect(AnswerFault.notPermitted(item: 3).description.contains("item 3"))
        #expect(AnswerFault.wrongCount(given: 3, expected: 4...4).description.contains("has 4 items"))
        #expect(AnswerFault.wrongCount(given: 1, expected: 2...4).description.contains("takes 2 to 4"))
    }

    @Test("An informant that the instrument is not made for is refused")
    func informant() throws {
        let sheet = AnswerSheet(answers: [0, 0, 0, 0], context: SheetContext(informant: .teacher))
        #expect(try manifest().fault(in: sheet) == .informantNotAdmitted)
    }

    @Test("Optional blocks at the end may be left out, and are not asked while their condition does not hold")
    func optionalBlocks() throws {
        let manifest = try manifest([(#""blocks":[]"#, Self.blocks)])
        #expect(manifest.shortestSheet == 2)
        #expect(manifest.fault(in: AnswerSheet(answers: [0, 0])) == nil)
        #expect(manifest.itemsNotAsked(in: [0, 0]) == [3, 4])
        #expect(manifest.itemsNotAsked(in: [nil, 0]) == [3, 4])
        #expect(manifest.itemsNotAsked(in: [1, 0]) == [])
    }

    @Test("The instrument sees what was not asked apart from what is missing")
    func encoding() throws {
        let coding = BatchCoding(manifest: try manifest([(#""blocks":[]"#, Self.blocks)]))
        var reader = HostReader(coding.encode(AnswerSheet(answers: [0, nil])))
        #expect(reader.next(24) != nil)
        #expect(reader.next(Int64.self) == 0)
        #expect(reader.next(Int64.self) == .min)
        #expect(reader.next(Int64.self) == .min + 1)
        #expect(reader.next(Int64.self) == .min + 1)
        #expect(reader.isAtEnd)
    }

    @Test("Clocks, minutes and thousandths have their ranges, and lines their natural units")
    func kinds() throws {
        let manifest = try manifest([
            (#"{"number":1,"kind":"CODE","responses":"r""#, #"{"number":1,"kind":"CLOCK","minimum":0,"maximum":1439"#),
            (
                #"{"number":2,"kind":"CODE","responses":"r""#,
                #"{"number":2,"kind":"THOUSANDTHS","minimum":0,"maximum":24000"#
            ),
        ])
        #expect(manifest.permittedAnswers(to: 1) == .range(0...1_439))
        #expect(manifest.permittedAnswers(to: 5) == nil)
        let vector = try Vector(line: #"{"answers":["23:30",6.5,0,null]}"#, manifest: manifest)
        #expect(vector.sheet.answers == [1_410, 6_500, 0, nil])
        for bad in [
            #"["24:00",1,0,0]"#, #"["8:5",1,0,0]"#, "[0,6.1234,0,0]", "[0,1,0.5,0]", "[0,1,true,0]", #"[0,"6",0,0]"#,
        ] {
            #expect(throws: Vector.LineError.self) { try Vector(line: "{\"answers\":\(bad)}", manifest: manifest) }
        }
    }
}
