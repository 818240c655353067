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
        var reader = HostReader(try #require(coding.bytes(of: AnswerSheet(answers: [0, nil]))))
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

    @Test("Answers may be named by item, and options by their words")
    func named() throws {
        let phqa = try Shipped.manifest("phqa")
        let vector = try Vector(line: #"{"answers":{"1":2,"9":0,"S1":"yes","D2":3,"S2":null}}"#, manifest: phqa)
        #expect(vector.sheet.answers == [2, nil, nil, nil, nil, nil, nil, nil, 0, nil, 3, 1, nil])
        let asq = try Shipped.manifest("asq")
        #expect(
            try Vector(line: #"{"answers":["no","yes","refused",0]}"#, manifest: asq).sheet.answers == [0, 1, 2, 0])
        for bad in [#"{"14":0}"#, #"{"S3":1}"#, #"{"S1":"maybe"}"#, #"{"S1":2}"#] {
            #expect(throws: Vector.LineError.self) { try Vector(line: "{\"answers\":\(bad)}", manifest: phqa) }
        }
    }

    @Test("The PSQI takes times of day, minutes and hours as they are written")
    func psqi() throws {
        let psqi = try Shipped.manifest("psqi")
        let codes = String(repeating: ",0", count: 14)
        let vector = try Vector(line: #"{"answers":["23:05",15.5,"6:30",7.1"# + codes + "]}", manifest: psqi)
        #expect(Array(vector.sheet.answers.prefix(4)) == [1_385, 15_500, 390, 7_100])
        for bad in [
            #""24:00",10,"6:30",7"#, #""23:00",-1,"6:30",7"#, #""23:00",10,"6:30",24.5"#, #""23:00","10","6:30",7"#,
        ] {
            #expect(throws: Vector.LineError.self) {
                try Vector(line: "{\"answers\":[\(bad)\(codes)]}", manifest: psqi)
            }
        }
    }

    @Test("A form must be one of the manifest's; years of age are months")
    func context() throws {
        let rses = try Shipped.manifest("rses")
        let blank = #"{"answers":[0,0,0,0,0,0,0,0,0,0],"context":"#
        #expect(
            try Vector(line: blank + #"{"form":"satisfied_first","age":13}}"#, manifest: rses).sheet.context
                == SheetContext(ageInMonths: 156, form: "satisfied_first"))
        #expect(throws: Vector.LineError.self) { try Vector(line: blank + #"{"form":"other"}}"#, manifest: rses) }
        // Made for parents: they are meant where nobody is named.
        let psc17 = try Shipped.manifest("psc17")
        let zeros = "[" + String(repeating: "0,", count: 16) + "0]"
        #expect(try Vector(line: "{\"answers\":\(zeros)}", manifest: psc17).sheet.context.informant == .parent)
        #expect(throws: Vector.LineError.self) {
            try Vector(line: "{\"answers\":\(zeros),\"context\":{\"informant\":\"SELF\"}}", manifest: psc17)
        }
        let coding = BatchCoding(manifest: rses)
        var reader = HostReader(
            try #require(
                coding.bytes(
                    of: AnswerSheet(
                        answers: [Int64?](repeating: nil, count: 10), context: SheetContext(form: "satisfied_first")))))
        #expect(reader.next(20) != nil)
        #expect(reader.next(UInt32.self) == 1)
    }
}
