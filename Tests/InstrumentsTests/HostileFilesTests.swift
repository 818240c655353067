import Foundation
import TestSupport
import Testing

@testable import Instruments

/// Files that are made to mislead or to break whoever reads them, before any code of theirs runs.
@Suite("Hostile files")
struct HostileFilesTests {
    /// What becomes of a manifest.
    private func finding(_ manifest: String) -> String? {
        do {
            _ = try ManifestLoader.load(Array(manifest.utf8))
            return nil
        } catch {
            return error.findings.first?.description
        }
    }

    @Test("A manifest bomb is refused in a moment, and the finding says why")
    func bombs() throws {
        let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
        let million = "[" + String(repeating: "0,", count: 240_000) + "0]"
        let bombs: [(String, String)] = [
            (
                Workshop.manifest.replacing("\"conventions\":[]", with: "\"conventions\":\(deep)"),
                "nested deeper than 12"
            ),
            (Workshop.manifest.replacing("\"norms\":[]", with: "\"norms\":\(million)"), "more than 50000 values"),
            (Workshop.manifest + String(repeating: " ", count: 512 * 1024), "larger than 512 KiB"),
            (
                Workshop.manifest.replacing("\"maximum\":12000", with: "\"maximum\":1e999999999"), "a power of ten"
            ),
            (
                Workshop.manifest.replacing(
                    "\"maximum\":12000", with: "\"maximum\":1" + String(repeating: "0", count: 100_000)),
                "a number of more than 15 digits"
            ),
            (Workshop.manifest.replacing("\"maximum\":12000", with: "\"maximum\":1.5e3"), "a power of ten"),
            (Workshop.manifest.replacing("\"abi\":1", with: "\"abi\":4294967297"), "a number that does not fit"),
            (Workshop.manifest.replacing("\"fromMonths\":0", with: "\"fromMonths\":-999999999999999"), "$.ages"),
            (String(repeating: "{\"a\":", count: 100_000), "nested deeper than 12"),
            (Workshop.manifest.replacing("\"id\":\"hostile\"", with: "\"id\":\"\\u0000hostile\""), "$.id"),
            ("", "is not JSON"), ("\u{FEFF}null", "$"), ("null", "$"),
            (String(Workshop.manifest.dropLast(40)), "is not JSON"),
        ]
        let clock = ContinuousClock()
        for (index, (manifest, says)) in bombs.enumerated() {
            let started = clock.now
            let found = finding(manifest)
            #expect(found?.contains(says) == true, "\(index): \(found ?? "was read")")
            #expect(clock.now - started < .seconds(2), "\(index)")
        }
    }

    @Test("Bytes that are no text are no manifest")
    func noText() throws {
        var bytes = Array(Workshop.manifest.utf8)
        let place = try #require(Workshop.manifest.range(of: "Hostile"))
        bytes[Workshop.manifest.utf8.distance(from: Workshop.manifest.startIndex, to: place.lowerBound)] = 0xFF
        #expect(throws: ManifestError.self) { try ManifestLoader.load(bytes) }
    }

    @Test("A member that stands twice has two meanings, and a signature would hold for both")
    func duplicateMembers() {
        #expect(
            finding(Workshop.manifest.replacing("\"abi\":1", with: "\"abi\":1,\"abi\":2"))?.contains("abi twice")
                == true)
        #expect(
            finding(Workshop.manifest.replacing("\"to\":5000", with: "\"to\":5000 , \n \"to\" : 9000"))?
                .contains("to twice") == true)
        // The same name written otherwise.
        #expect(
            finding(Workshop.manifest.replacing("\"abi\":1", with: "\"abi\":1,\"ab\\u0069\":2"))?
                .contains("has an escape") == true)
        // In another object, or as a value, it is none.
        #expect(finding(Workshop.manifest) == nil)
        #expect(finding(Workshop.manifest.replacing("\"holder\":\"nobody\"", with: "\"holder\":\"status\"")) == nil)
        #expect(finding(Workshop.manifest.replacing("\"holder\":\"nobody\"", with: "\"holder\":\"a\\\"b\"")) == nil)
    }

    @Test("A signature of another file, of another version, of nobody, or none")
    func signatures() throws {
        let workshop = try Workshop()
        let (good, other) = (try workshop.hostile(nil), try workshop.hostile("REFUSE"))
        func expectRefused(_ what: String, _ change: (InstrumentFiles) throws -> Void) throws {
            let files = InstrumentFiles(folder: workshop.folder.file("case-\(UUID().uuidString)"), id: "hostile")
            try FileManager.default.copyItem(atPath: good.folder, toPath: files.folder)
            try change(files)
            let report = InstrumentCheck(catalogue: workshop.catalogue).check(files)
            #expect(report.findings.map(\.step) == [.signature], "\(what): \(report.findings)")
            #expect(report.obstacle == nil, "\(what)")
            #expect(report.findings.first?.message.isEmpty == false)
            #expect(throws: Catalogue.InstallationError.refused(report.findings)) {
                try workshop.catalogue.install(from: files)
            }
        }
        try expectRefused("of another file") { files in
            try FileManager.default.removeItem(atPath: files.signature)
            try FileManager.default.copyItem(atPath: other.signature, toPath: files.signature)
        }
        try expectRefused("code changed after it was signed") { files in
            try FileManager.default.removeItem(atPath: files.plugin)
            try FileManager.default.copyItem(atPath: other.plugin, toPath: files.plugin)
        }
        try expectRefused("manifest changed after it was signed") { files in
            try Workshop.manifest.replacing("\"atLeast\":2", with: "\"atLeast\":3").write(
                toFile: files.manifest, atomically: true, encoding: .utf8)
        }
        try expectRefused("of another version") { files in
            try workshop.sign(files, comment: "xinyu-instrument id=hostile version=2.0.0 abi=1 manifest=00")
        }
        try expectRefused("without a comment that is ours") { files in try workshop.sign(files, comment: "trust me") }
        try expectRefused("cut off") { files in
            let text = try String(contentsOfFile: files.signature, encoding: .utf8)
            try String(text.prefix(text.count / 2)).write(toFile: files.signature, atomically: true, encoding: .utf8)
        }
        try expectRefused("none") { files in try FileManager.default.removeItem(atPath: files.signature) }
        try expectRefused("a folder in the place of the code") { files in
            try FileManager.default.removeItem(atPath: files.plugin)
            try FileManager.default.createDirectory(atPath: files.plugin, withIntermediateDirectories: false)
        }
        #expect(InstrumentCheck(catalogue: workshop.catalogue).check(good).findings.isEmpty)
    }

    @Test("What is changed between the check and the load is not loaded; what is loaded does not change")
    func changedLater() async throws {
        let workshop = try Workshop()
        let pool = workshop.pool()
        let instrument = try workshop.place(try workshop.hostile(nil))
        let sheet = AnswerSheet(answers: [1, 2, 3, 0])
        let other = try workshop.hostile("BAND")
        func replace(_ files: [(from: String, to: String)]) throws {
            for (from, to) in files {
                try FileManager.default.removeItem(atPath: to)
                try FileManager.default.copyItem(atPath: from, toPath: to)
            }
        }
        let original = try workshop.hostile(nil)
        // Code alone: the signature does not hold. With a signature that holds: it is not what was pinned.
        for files in [
            [(other.plugin, instrument.files.plugin)],
            [(other.plugin, instrument.files.plugin), (other.signature, instrument.files.signature)],
        ] {
            try replace(files)
            guard case .failure(.notVerified(let why)) = await pool.score(sheet, with: instrument.reference) else {
                Issue.record("was loaded")
                return
            }
            #expect(!why.isEmpty)
            let report = workshop.catalogue.checkAgain(instrument.reference)
            #expect(report.findings.contains { $0.step == .signature }, "\(report.findings)")
        }
        try replace([
            (original.plugin, instrument.files.plugin), (original.signature, instrument.files.signature),
        ])
        pool.reinstate(instrument.reference)
        let first = try await pool.score(sheet, with: instrument.reference).get()
        // The helper has its own copy, which nobody can write to.
        try replace([(other.plugin, instrument.files.plugin)])
        #expect(try await pool.score(sheet, with: instrument.reference).get() == first)
    }
}

/// What shares a process must not share anything else.
@Suite("One sheet must not learn of another")
struct SheetSeparationTests {
    @Test(
        "The check finds an instrument that remembers earlier sheets, in whatever order",
        arguments: ["REMEMBER", "LEAK"])
    func check(how: String) throws {
        let workshop = try Workshop()
        let report = InstrumentCheck(catalogue: workshop.catalogue).check(try workshop.hostile(how))
        #expect(!report.findings.isEmpty)
        #expect(report.findings.contains { $0.step == .determinism })
        #expect(report.findings.allSatisfy { $0.step == .determinism || $0.step == .vectors || $0.step == .bands })
    }

    @Test("One that begins with it later is found out by samples, its sheets are scored apart, and it is suspended")
    func samples() async throws {
        let workshop = try Workshop()
        var limits = ScorerPool.Limits()
        limits.batchesPerSample = 1
        limits.restartDelay = .milliseconds(1)
        let (suspensions, told) = AsyncStream<ScoringFailure>.makeStream()
        let pool = ScorerPool(catalogue: workshop.catalogue, limits: limits) { _, failure in told.yield(failure) }
        let instrument = try workshop.place(try workshop.hostile("LEAK"))
        // Every sheet but the first has one before it that matters.
        let sheets = (0..<8).map { _ in AnswerSheet(answers: [1, 0, 0, 0]) }
        for _ in 0..<20 {
            let results = await pool.score(sheets, with: instrument.reference)
            if results.last == .failure(.suspended) { break }
        }
        told.finish()
        var failures: [ScoringFailure] = []
        for await failure in suspensions { failures.append(failure) }
        #expect(failures == [.impossibleResult("a sheet's score depends on the sheets before it")])
    }

    @Test("A sound instrument is not touched by samples, in any size of batch")
    func sound() async throws {
        let workshop = try Workshop()
        var limits = ScorerPool.Limits()
        limits.batchesPerSample = 1
        let pool = ScorerPool(catalogue: workshop.catalogue, limits: limits)
        let instrument = try workshop.place(try workshop.hostile(nil))
        for count in [1, 2, 3, 255, 256, 257, 600] {
            let sheets = (0..<count).map { AnswerSheet(answers: [Int64($0 % 4), 1, nil, 0]) }
            let results = await pool.score(sheets, with: instrument.reference)
            #expect(results.count == count)
            #expect(results.allSatisfy { (try? $0.get()) != nil })
        }
    }
}
