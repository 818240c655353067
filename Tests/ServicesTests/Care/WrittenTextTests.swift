import Domain
import Foundation
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

/// A text that somebody writes in a call, and what it stands in.
enum WrittenText: String, CaseIterable, Sendable {
    case notes, interviewAdvice, dismissal, resolution, proposal, activation, careAdvice, change, monitoring, removal
    case goal, measure, outcome, observation

    var field: String {
        switch self {
        case .notes: "notes"
        case .interviewAdvice, .careAdvice: "supportAdvice"
        case .dismissal, .resolution, .proposal, .activation, .change, .monitoring, .removal, .outcome: "reason"
        case .goal: "content.goals[0]"
        case .measure: "content.measures[0].text"
        case .observation: "text"
        }
    }

    /// Advice may be left out; whoever decides something says why.
    var mayBeEmpty: Bool { self == .interviewAdvice || self == .careAdvice }

    /// Writes the text about a new student, and gives what is read of it afterwards.
    func write(_ text: String, in school: CareSchool) async throws -> String {
        let li = school.counsellor
        let student = try await school.enrol()
        switch self {
        case .notes:
            let warning = try await school.warn(of: student, .watch, .acknowledged)
            _ = try await li.interview(warning, .watch, notes: text)
            return try await li.notes(warning).notes
        case .interviewAdvice:
            let warning = try await school.warn(of: student, .crisis, .acknowledged)
            let entry = try await li.interview(warning, .crisis, advice: text).careEntryID
            return try await li.careEntry(entry).supportAdvice
        case .dismissal:
            let warning = try await school.warn(of: student, .watch, .acknowledged)
            _ = try await li.dismiss(warning, text)
            return try await li.warning(warning).reason
        case .resolution:
            let warning = try await school.warn(of: student, .watch, .inIntervention)
            _ = try await li.resolve(warning, text)
            return try await li.warning(warning).reason
        case .proposal:
            let entry = try await li.propose(student, .watch, text).id
            return try await li.careEntry(entry).history.last?.reason ?? ""
        case .activation: return try await reason(.activate, .proposed)
        case .change: return try await reason(.change, .active)
        case .monitoring: return try await reason(.monitor, .active)
        case .removal: return try await reason(.remove, .active)
        case .careAdvice:
            let entry = try await school.careEntry(for: student, .watch, .active)
            _ = try await li.take(.change, entry, advice: text)
            return try await li.careEntry(entry).supportAdvice
        case .goal: return try await li.plan(for: student, Colleague.content(goals: [text])).content.goals[0]
        case .measure:
            let content = Colleague.content(measures: [.with { $0.text = text }])
            return try await li.plan(for: student, content).content.measures[0].text
        case .outcome:
            let plan = try await school.plan(for: student, .active)
            _ = try await li.finish(plan: plan, .completed, text)
            let id = try #require(Identifier(plan))
            return try await school.store.read { try $0.plan(id) }?.body.outcome ?? ""
        case .observation:
            _ = try await li.observe(student, text)
            return try await li.timeline(student).entries.first?.summary ?? ""
        }

        func reason(_ step: CareStep, _ state: CareState) async throws -> String {
            let entry = try await school.careEntry(for: student, .watch, state)
            _ = try await li.take(step, entry, reason: text)
            return try await li.careEntry(entry).history.last?.reason ?? ""
        }
    }
}

@Suite("Texts that people write")
struct WrittenTextTests {
    @Test(arguments: WrittenText.allCases)
    func saySomething(_ place: WrittenText) async throws {
        try await CareSchool.open { school in
            for blank in ["", " ", "\n\t \r\n", "\u{3000}\u{00A0}"] {
                let refusal = try await failure { try await place.write(blank, in: school) }
                #expect(refusal?.status == (place.mayBeEmpty ? nil : .invalidArgument))
                #expect(refusal?.details.fieldViolations.map(\.field) == (place.mayBeEmpty ? nil : [place.field]))
            }
        }
    }

    @Test(arguments: WrittenText.allCases)
    func haveAnEnd(_ place: WrittenText) async throws {
        try await CareSchool.open { school in
            // 65 536 bytes, of which a Chinese character takes three.
            let longest = String(repeating: "心", count: 21_845) + "x"
            #expect(try await place.write(longest, in: school) == longest)
            let refusal = try await failure { try await place.write(longest + "y", in: school) }
            #expect(refusal?.status == .invalidArgument)
            #expect(refusal?.details.fieldViolations.map(\.field) == [place.field])
            #expect(refusal?.message.contains("心") == false)
        }
    }

    @Test(arguments: WrittenText.allCases)
    func areKeptAsTheyAreButForBlanksAround(_ place: WrittenText) async throws {
        // Composed and decomposed letters, quotes, controls, a joined emoji: byte for byte.
        let text =
            "第一行：“别管我”\n\n\t\\n \"x\" 'y'; --  \u{E9} e\u{301} \u{1} \u{1F469}\u{200D}\u{1F467}\u{1F3FD} <b>%s&amp;"
        try await CareSchool.open { school in
            let read = try await place.write(" \u{3000}\n" + text + "\t \n", in: school)
            #expect(Array(read.utf8) == Array(text.utf8))
        }
    }

    @Test func areReadableInNoFile() async throws {
        try await CareSchool.open { school in
            var written: [String] = []
            for place in WrittenText.allCases {
                let text = "\(place.rawValue)-密语-\(place.rawValue.count)"
                written.append(text)
                #expect(try await place.write(text, in: school) == text)
            }
            // An answer that is kept for its idempotency key is one more copy.
            var meta = school.counsellor.meta
            meta.idempotencyKey = "once"
            written.append("名字-密语")
            let student = try await school.enrol("名字-密语")
            _ = try await school.counsellor.plans.createPlan(
                .with {
                    $0.studentID = student.description
                    $0.content = Colleague.content(goals: ["幂等-密语"])
                }, meta)
            written.append("幂等-密语")
            let running = try files(of: school)
            await school.premises.close()
            for (name, data) in running + (try files(of: school)) {
                for text in written + [school.counsellor.meta.purpose ?? ""] {
                    #expect(data.range(of: Data(text.utf8)) == nil, "\(name)")
                }
            }
            // It is the right files that were looked through: an identifier is not sealed.
            #expect(running.contains { $0.1.range(of: Data(student.bytes)) != nil })
        }
    }

    /// Everything that the daemon has written, database, journal and log.
    private func files(of school: CareSchool) throws -> [(String, Data)] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: school.temporary.path)
        return try names.compactMap { name in
            var isFolder: ObjCBool = false
            let path = school.temporary.file(name)
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                return nil
            }
            return (name, try Data(contentsOf: URL(fileURLWithPath: path)))
        }
    }
}
