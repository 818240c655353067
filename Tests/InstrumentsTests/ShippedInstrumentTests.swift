import Foundation
import TestSupport
import Testing

@testable import Instruments

/// The instruments as they are shipped: built Embedded, signed, installed, scored in the sandbox.
@Suite("Shipped instruments")
struct ShippedInstrumentTests {
    private func install(_ id: String) throws -> (Workshop, InstalledInstrument) {
        let workshop = try Shipped.workshop.get()
        return (workshop, try workshop.catalogue.open(try Shipped.files(id)))
    }

    @Test("Each passes its own check, with a score on both sides of every limit of every band", arguments: Shipped.ids)
    func check(id: String) throws {
        let (workshop, instrument) = try install(id)
        let report = InstrumentCheck(catalogue: workshop.catalogue).check(instrument.files)
        #expect(report.findings == [])
        #expect(report.vectors >= 10)
        let limits = instrument.manifest.scales.reduce(0) { $0 + 2 * $1.bands.count }
        // Two of the four bands of the WHO-5's percentages end where no multiple of 4 is.
        #expect(report.bandLimits == limits)
    }

    @Test("Each can be installed, and is then the same")
    func installing() throws {
        let (workshop, opened) = try install("psqi")
        let installed = try workshop.catalogue.install(from: opened.files)
        #expect(installed.reference == opened.reference)
    }

    @Test("A full run of vectors: answers in, one line out each, errors in their place")
    func vectors() async throws {
        let (workshop, instrument) = try install("phq9")
        let run = VectorRun(pool: workshop.pool(), instrument: instrument)
        let text = [
            #"{"answers":[2,1,1,1,1,1,1,1,1],"context":{"informant":"self","ageMonths":190,"sex":"FEMALE","stage":"SENIOR","grade":1}}"#,
            "",
            #"{"answers":[0,0,0,0,0,0,0,0,null],"context":{}}"#,
            #"{"answers":[0,0,0,0,0,0,0,0,4],"context":{}}"#,
            #"{"answers":[0,0],"context":{}}"#,
            #"{"answers":[0,0,0,0,0,0,0,0,0],"context":{"school":12}}"#,
            "not json",
            #"{"answers":[0,0,0,true,0,0,0,0,0]}"#,
            #"{"answers":"0"}"#,
            #"{"answers":[0,0,0,0,0,0,0,0,0.5]}"#,
            #"{"answers":{"1":0,"10":0}}"#,
            #"{"answers":[0,0,0,0,0,0,0,0,0],"context":[]}"#,
            #"{"answers":[0,0,0,0,0,0,0,0,0],"context":{"ageMonths":"old"}}"#,
            #"{"answers":[0,0,0,0,0,0,0,0,0,0]}"#,
        ].joined(separator: "\n")
        var lines = VectorLines()
        lines.append(text.utf8)
        lines.end()
        var whole: [VectorLines.Line] = []
        while let line = lines.next() { whole.append(line) }
        let answers = await run.answers(to: whole)
        #expect(answers.map(\.line) == [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
        #expect(answers.map(\.isScore) == [true, true] + [Bool](repeating: false, count: 11))
        #expect(
            answers.map(\.text) == [
                #"{"scales":{"total":{"raw":10,"standard":null,"mean":null,"answered":9,"state":"COMPLETE","prorated":false,"band":"moderate"}},"#
                    + #""derived":{"n_core":1,"n_other":1,"mds_algorithm":false,"ods_algorithm":true,"screen_positive_10":true,"#
                    + #""phq2":3},"flags":{"straight_line":false,"impairment_question":true},"criticalItems":["item9"]}"#,
                #"{"scales":{"total":{"raw":null,"standard":null,"mean":null,"answered":8,"state":"INCOMPLETE","prorated":false,"band":null}},"#
                    + #""derived":{"n_core":0,"n_other":null,"mds_algorithm":null,"ods_algorithm":null,"#
                    + #""screen_positive_10":null,"phq2":0},"flags":{"straight_line":true,"impairment_question":null},"#
                    + #""criticalItems":[]}"#,
                #"{"line":4,"error":"The answer to item 9 is not one of those permitted. Send the code as marked, or null."}"#,
                #"{"line":5,"error":"2 answers were given; this instrument has 9 items. Send null for a missing answer."}"#,
                #"{"line":6,"error":"context.school is not known or has the wrong type"}"#,
                #"{"line":7,"error":"is not a JSON object with a list \"answers\" and an object \"context\""}"#,
                #"{"line":8,"error":"The answer to item 4 is not a number, a text or null."}"#,
                #"{"line":9,"error":"answers is not a list, nor an object by item"}"#,
                #"{"line":10,"error":"The answer to item 9 is not one of those permitted. Send the code as marked, or null."}"#,
                #"{"line":11,"error":"answers.10 is not an item"}"#,
                #"{"line":12,"error":"context is not an object"}"#,
                #"{"line":13,"error":"context.ageMonths is not known or has the wrong type"}"#,
                #"{"line":14,"error":"10 answers were given; this instrument has 9 items. Send null for a missing answer."}"#,
            ])
    }

    @Test("Many callers at once get each their own result")
    func concurrent() async throws {
        let (workshop, instrument) = try install("gad7")
        let pool = workshop.pool()
        let results = await withTaskGroup(of: (Int, Int64?).self) { group in
            for index in 0..<1_000 {
                group.addTask {
                    let answers = (0..<7).map { Int64((index >> $0) & 1) }
                    let result = await pool.score(AnswerSheet(answers: answers), with: instrument.reference)
                    return (index, try? result.get().scales.first?.raw)
                }
            }
            return await group.reduce(into: [Int: Int64?]()) { $0[$1.0] = $1.1 }
        }
        #expect(results.count == 1_000)
        for (index, raw) in results { #expect(raw == Int64((index & 127).nonzeroBitCount) * 1_000) }
    }

    @Test("Only the entry is exported, and only libc is needed", arguments: Shipped.ids)
    func exports(id: String) throws {
        let (_, instrument) = try install(id)
        let file = try #require(FileManager.default.contents(atPath: instrument.files.folder + "/\(id).so"))
        #expect(file.count < 100_000)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["nm", "-D", "--defined-only", "--extern-only", instrument.files.folder + "/\(id).so"]
        process.standardOutput = output
        try process.run()
        let symbols = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(symbols.split(separator: "\n").count == 1)
        #expect(symbols.contains(" T xinyu_instrument_entry"))
    }

    @Test("What is not installed is said to be so")
    func notInstalled() async throws {
        let workshop = try Workshop()
        let reference = InstrumentReference(
            id: "nothing", version: "1.0.0", hash: try #require(ContentHash(String(repeating: "0", count: 64))))
        let result = await workshop.pool().score(AnswerSheet(answers: []), with: reference)
        #expect(result == .failure(.notInstalled))
    }
}
