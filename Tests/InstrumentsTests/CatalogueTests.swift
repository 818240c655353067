import Foundation
import TestSupport
import Testing

@testable import Instruments

@Suite("Catalogue and check")
struct CatalogueTests {
    private func refusal(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing was refused"
        } catch let failure as ScoringFailure {
            return failure.description
        } catch {
            return "\(error)"
        }
    }

    @Test("A good instrument is checked, installed, found again and verified at the next start")
    func installs() async throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        let installed = try workshop.catalogue.install(from: files)
        #expect(installed.reference.id == "hostile")
        #expect(try workshop.catalogue.install(from: files).reference == installed.reference)
        let fresh = Catalogue(
            folder: workshop.catalogue.folder, trustedKeys: workshop.folder.file("keys"),
            helper: workshop.catalogue.helper)
        let (instruments, refused) = fresh.load()
        #expect(instruments.map(\.reference) == [installed.reference])
        #expect(refused.isEmpty)
        #expect(fresh.instrument(installed.reference)?.manifest == installed.manifest)
    }

    @Test("The check reports what it has done")
    func report() throws {
        let workshop = try Workshop()
        let report = InstrumentCheck(catalogue: workshop.catalogue).check(try workshop.hostile(nil))
        #expect(report.findings == [])
        #expect(report.vectors == 2)
        #expect(report.randomSheets == 1_024)
        #expect(report.bandLimits == 4)
    }

    @Test("A version never changes: other content under the same number is refused")
    func versionExists() throws {
        let workshop = try Workshop()
        _ = try workshop.catalogue.install(from: try workshop.hostile(nil))
        let other = try workshop.hostile(nil, flags: ["OTHER_CONTENT"], manifest: Workshop.manifest + " ")
        #expect {
            try workshop.catalogue.install(from: other)
        } throws: { error in
            if case .versionExists? = error as? Catalogue.InstallationError { true } else { false }
        }
    }

    @Test("The signature of another file does not hold")
    func otherSignature() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        let other = try workshop.hostile("CRASH")
        try FileManager.default.removeItem(atPath: files.signature)
        try FileManager.default.copyItem(atPath: other.signature, toPath: files.signature)
        #expect(refusal { _ = try workshop.catalogue.read(files) }.contains("the signature is not of this file"))
    }

    @Test("Another manifest than the signed one does not hold")
    func otherManifest() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        let changed = Workshop.manifest.replacing("\"from\":6000", with: "\"from\":5001")
        try changed.write(toFile: files.manifest, atomically: true, encoding: .utf8)
        #expect(refusal { _ = try workshop.catalogue.read(files) }.contains("manifest.json is not the one"))
    }

    @Test("A trusted comment about something else does not hold")
    func otherComment() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        try workshop.sign(files, comment: "xinyu-instrument id=other version=1.0.0 abi=1 manifest=00")
        #expect(refusal { _ = try workshop.catalogue.read(files) }.contains("trusted comment"))
    }

    @Test("A comment changed after signing does not hold")
    func changedComment() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        let text = try String(contentsOfFile: files.signature, encoding: .utf8)
        try text.replacing("abi=1", with: "abi=2").write(toFile: files.signature, atomically: true, encoding: .utf8)
        #expect(refusal { _ = try workshop.catalogue.read(files) }.contains("has been changed"))
    }

    @Test("A key that is not trusted does not count")
    func untrustedKey() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        try FileManager.default.removeItem(atPath: workshop.folder.file("keys/test.pub"))
        #expect(refusal { _ = try workshop.catalogue.read(files) }.contains("not among the trusted"))
    }

    @Test("A signature file cut anywhere does not hold")
    func cutSignature() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        let whole = try #require(FileManager.default.contents(atPath: files.signature))
        for length in stride(from: 0, to: whole.count - 2, by: 23) {
            try whole.prefix(length).write(to: URL(fileURLWithPath: files.signature))
            #expect(refusal { _ = try workshop.catalogue.read(files) } != "nothing was refused")
        }
    }

    @Test("Bytes changed between check and load are not loaded, signed or not")
    func changedAfterCheck() async throws {
        let workshop = try Workshop()
        let pool = workshop.pool()
        let installed = try workshop.catalogue.install(from: try workshop.hostile(nil))
        // Properly signed, so that only the pinned hash can tell.
        let other = try workshop.hostile(nil, flags: ["ABI=1"], manifest: Workshop.manifest + " ")
        for (from, to) in zip(other.all, installed.files.all) {
            try FileManager.default.removeItem(atPath: to)
            try FileManager.default.copyItem(atPath: from, toPath: to)
        }
        let result = await pool.score(AnswerSheet(answers: [0, 0, 0, 0]), with: installed.reference)
        guard case .failure(.notVerified) = result else {
            Issue.record("changed bytes were loaded: \(result)")
            return
        }
        #expect(workshop.catalogue.load().instruments.map(\.reference) != [installed.reference])
    }

    @Test("Golden vectors that do not hold are named by line and place")
    func wrongVector() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        try """
        {"answers":[1,1,1,1],"expect":{"scales":{"total":{"raw":5}}}}
        {"answers":[1,1,1,9],"expect":{}}
        """.write(toFile: files.vectors, atomically: true, encoding: .utf8)
        let report = InstrumentCheck(catalogue: workshop.catalogue).check(files)
        let messages = report.findings.filter { $0.step == .vectors }.map(\.message)
        #expect(messages.contains("line 1: expect.scales.total.raw is 5, the instrument says 4"))
        #expect(messages.contains { $0.hasPrefix("line 2: The answer to item 4 is not one of those permitted") })
    }

    @Test("A band that the code draws elsewhere than the manifest is found")
    func wrongBand() throws {
        let workshop = try Workshop()
        let manifest = Workshop.manifest.replacing("\"to\":5000", with: "\"to\":6000").replacing(
            "\"from\":6000", with: "\"from\":7000")
        let report = InstrumentCheck(catalogue: workshop.catalogue).check(try workshop.hostile(nil, manifest: manifest))
        #expect(report.findings.contains { $0.step == .bands && $0.message.contains("total at 6: the code says high") })
    }
}
