import Domain
import Foundation
import TestSupport
import Testing

@testable import Instruments

/// `xinyu instrument check` on a folder as an author has it.
@Suite("The author's check")
struct AuthorCheckTests {
    private func check(
        _ workshop: Workshop, _ files: InstrumentFiles, publicKey: String? = nil
    ) -> AuthorCheck.Outcome {
        AuthorCheck(
            trustedKeys: workshop.folder.file("no-keys"), publicKey: publicKey, helper: workshop.catalogue.helper
        ).check(files.folder)
    }

    @Test("Unsigned, it is checked whole, and the folder stays as it is")
    func unsigned() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        try FileManager.default.removeItem(atPath: files.signature)
        let before = try FileManager.default.contentsOfDirectory(atPath: files.folder).sorted()
        let outcome = check(workshop, files)
        #expect(outcome.signature == .missing)
        #expect(outcome.id == "hostile")
        #expect(outcome.version == "1.0.0")
        #expect(outcome.report.findings == [])
        #expect(outcome.report.vectors == 2)
        #expect(outcome.report.bandLimits == 4)
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.folder).sorted() == before)
    }

    @Test("Signed with the author's key, it is trusted when the key is named, and refused when it is not")
    func signed() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        let trusted = check(workshop, files, publicKey: workshop.folder.file("keys/test.pub"))
        #expect(trusted.signature == .trusted)
        #expect(trusted.report.findings == [])
        let strange = check(workshop, files)
        #expect(strange.signature == .refused)
        #expect(strange.report.findings.map(\.step) == [.signature])
        #expect(strange.report.findings.first?.place == "hostile.so.minisig")
        #expect(strange.report.findings.first?.remedy.english.contains("--public-key") == true)
        // All that follows is checked nevertheless.
        #expect(strange.report.vectors == 2)
    }

    @Test("A manifest that was changed after signing is found, and so is what else is wrong")
    func changedAfterSigning() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        let manifest = Workshop.manifest.replacing("\"to\":5000", with: "\"to\":6000").replacing(
            "\"from\":6000", with: "\"from\":7000")
        try manifest.write(toFile: files.manifest, atomically: true, encoding: .utf8)
        let outcome = check(workshop, files, publicKey: workshop.folder.file("keys/test.pub"))
        #expect(outcome.signature == .refused)
        #expect(outcome.report.findings.first?.step == .signature)
        #expect(outcome.report.findings.contains { $0.step == .bands && $0.problem.english.contains("total at 6") })
    }

    @Test("The manifest says which instrument it is, whatever the folder is called; without one, the folder does")
    func naming() throws {
        let workshop = try Workshop()
        let files = try workshop.hostile(nil)
        #expect(InstrumentFiles(authorFolder: files.folder).id == "hostile")
        try "{}".write(toFile: files.manifest, atomically: true, encoding: .utf8)
        let outcome = check(workshop, files)
        #expect(outcome.id.hasPrefix("hostile-"))
        #expect(outcome.version == nil)
        #expect(outcome.report.findings.map(\.step) == [.manifest])
        #expect(outcome.report.findings.first?.place == "$.schema")
        try FileManager.default.removeItem(atPath: files.manifest)
        #expect(check(workshop, files).report.findings.map(\.step) == [.manifest])
    }

    @Test("Each part that is missing is named with what to do")
    func missingParts() throws {
        let workshop = try Workshop()
        var files = try workshop.hostile(nil)
        try FileManager.default.removeItem(atPath: files.vectors)
        #expect(
            check(workshop, files, publicKey: workshop.folder.file("keys/test.pub")).report.findings.map(\.step) == [
                .vectors
            ])
        files = try workshop.hostile(nil)
        try FileManager.default.removeItem(atPath: files.plugin)
        let outcome = check(workshop, files)
        #expect(outcome.report.findings.map(\.place) == ["hostile.so"])
        #expect(outcome.report.findings.first?.remedy.english.contains("make") == true)
    }

    @Test(
        "Code that misbehaves is explained in both languages",
        arguments: [
            ("REMEMBER", CheckFinding.Step.determinism), ("CRASH", .scoring), ("OPEN", .scoring),
            ("WRITE_AFTER", .scoring), ("STATE", .scoring), ("NEWER", .loading), ("NO_ENTRY", .loading),
            ("OTHER_BANDS", .loading), ("CRASH_IN_CONSTRUCTOR", .loading), ("REFUSE", .vectors),
        ])
    func misbehaving(how: String, step: CheckFinding.Step) throws {
        let workshop = try Workshop()
        let outcome = check(workshop, try workshop.hostile(how), publicKey: workshop.folder.file("keys/test.pub"))
        #expect(outcome.report.findings.contains { $0.step == step }, "\(outcome.report.findings)")
        for finding in outcome.report.findings {
            #expect(!finding.problem.english.isEmpty && !finding.remedy.english.isEmpty)
            #expect(finding.problem.chinese.unicodeScalars.contains { $0.value > 0x4E00 })
            #expect(finding.remedy.chinese.unicodeScalars.contains { $0.value > 0x4E00 })
        }
    }

    @Test("Words that the template left behind are named")
    func reminders() throws {
        let workshop = try Workshop()
        let manifest = Workshop.manifest.replacing(
            "\"made up\"],\"confidence\"", with: "\"REPLACE: a paper\"],\"confidence\"")
        let outcome = check(workshop, try workshop.hostile(nil, manifest: manifest))
        #expect(outcome.report.notes.contains { $0.english.contains("$.citations[0]") })
    }

    @Test("What the helper says of a signature in fixed words is there in Chinese", arguments: ["verify.c", "load.c"])
    func helperWords(file: String) throws {
        let source = try String(contentsOfFile: "\(Workshop.root)/Sources/xinyu-scorer/\(file)", encoding: .utf8)
        var found = 0
        for match in source.matches(of: /last_words\([A-Z_]+,\s*"([^"%]+)"/) {
            #expect(HelperWords.table[String(match.1)] != nil, "\(match.1)")
            found += 1
        }
        #expect(found >= 3)
    }
}
