import Foundation
import Testing

@testable import Instruments

/// Each instrument misbehaves in one way. It must be contained, named by the right word, and the next instrument, and
/// the next sheet of one that only misbehaves at times, must still be scored right.
@Suite("Hostile instruments")
struct HostileTests {
    /// A failure without its free text.
    enum Word: String, Sendable {
        case crashed, forbiddenCall, timedOut, wroteOutside, impossibleResult, notLoadable, notAsDescribed, sheetRefused

        init?(_ failure: ScoringFailure) {
            switch failure {
            case .crashed: self = .crashed
            case .forbiddenCall: self = .forbiddenCall
            case .timedOut: self = .timedOut
            case .wroteOutsideItsBuffers: self = .wroteOutside
            case .impossibleResult: self = .impossibleResult
            case .notLoadable: self = .notLoadable
            case .notAsDescribed: self = .notAsDescribed
            case .sheetRefused: self = .sheetRefused
            default: return nil
            }
        }
    }

    @Test(
        "Contained, and called what it is",
        arguments: [
            ("CRASH_IN_CONSTRUCTOR", .crashed), ("OPEN_IN_CONSTRUCTOR", .crashed),
            ("SOCKET_IN_CONSTRUCTOR", .forbiddenCall), ("FORGE_READY", .notLoadable),
            ("CRASH", .crashed), ("TRAP", .crashed), ("ABORT", .forbiddenCall), ("RECURSE", .crashed),
            ("LOOP", .timedOut), ("FORK", .forbiddenCall), ("EXEC", .forbiddenCall), ("OPEN", .forbiddenCall),
            ("SOCKET", .forbiddenCall), ("CLOCK", .forbiddenCall), ("KILL", .forbiddenCall),
            ("READ_OTHER", .forbiddenCall), ("EXECUTABLE_MEMORY", .forbiddenCall), ("ALLOCATE", .crashed),
            ("CLOSE", .forbiddenCall), ("EXIT", .crashed),
            ("WRITE_AFTER", .wroteOutside), ("WRITE_BEFORE", .wroteOutside), ("WRITE_FAR_BEFORE", .wroteOutside),
            ("BAND", .impossibleResult), ("BAND_OF_INCOMPLETE", .impossibleResult), ("STATE", .impossibleResult),
            ("PRORATED", .impossibleResult), ("PART", .notLoadable), ("OTHER_PART", .notAsDescribed),
            ("FLAG", .impossibleResult), ("HUGE", .impossibleResult), ("ANSWERED", .impossibleResult),
            ("HOSTS_FIELDS", .impossibleResult), ("RETURN", .impossibleResult), ("REFUSE", .sheetRefused),
            ("ABI", .notLoadable), ("SIZE", .notLoadable), ("ID", .notLoadable), ("COUNTS", .notLoadable),
            ("NO_SCORE", .notLoadable), ("NO_ENTRY", .notLoadable), ("NEWER", .notLoadable),
            ("OTHER_BANDS", .notAsDescribed),
        ] as [(String, Word)])
    func contained(how: String, word: Word) async throws {
        let workshop = try Workshop()
        let pool = workshop.pool()
        let instrument = try workshop.place(try workshop.hostile(how))
        let result = await pool.score(AnswerSheet(answers: [1, 2, 3, 0]), with: instrument.reference)
        guard case .failure(let failure) = result else {
            Issue.record("\(how) was scored")
            return
        }
        #expect(Word(failure) == word, "\(failure)")
        // Another one, in the same pool, goes on as if nothing had been.
        let good = try workshop.placeSecond(try Workshop.good.get().1)
        let score = try await pool.score(AnswerSheet(answers: [1, 2, 3, 0]), with: good.reference).get()
        #expect(score.scales.first?.raw == 6_000)
        #expect(score.scales.first?.band == "high")
    }

    @Test("A refused ABI says which field differs")
    func whichField() async throws {
        let workshop = try Workshop()
        let pool = workshop.pool()
        for (how, field) in [
            ("ABI", "instrument.abi is 7"), ("SIZE", "instrument.size is 24"),
            ("COUNTS", "instrument.scale_count is 4000"),
            ("NO_SCORE", "instrument.score is NULL"), ("ID", "instrument.id is another"),
        ] {
            let instrument = try workshop.place(try workshop.hostile(how))
            guard
                case .failure(.notLoadable(let text)) = await pool.score(
                    AnswerSheet(answers: [0, 0, 0, 0]), with: instrument.reference)
            else {
                Issue.record("\(how) was loaded")
                continue
            }
            #expect(text.contains(field))
        }
    }

    @Test("One poisonous sheet among 300 fails alone", arguments: ["CRASH", "WRITE_AFTER", "OPEN"])
    func poison(how: String) async throws {
        let workshop = try Workshop()
        let pool = workshop.pool()
        let instrument = try workshop.place(try workshop.hostile(how, flags: ["ONLY_WHEN_THREES"]))
        var sheets = (0..<300).map { AnswerSheet(answers: [Int64($0 % 4), 1, 0, 0]) }
        sheets[77] = AnswerSheet(answers: [3, 3, 3, 3])
        let results = await pool.score(sheets, with: instrument.reference)
        for (index, result) in results.enumerated() where index != 77 {
            #expect(try result.get().scales.first?.raw == Int64(index % 4 + 1) * 1_000)
        }
        #expect(throws: ScoringFailure.self) { try results[77].get() }
    }

    @Test("Three strikes suspend, tell once, and a manager can reinstate")
    func strikes() async throws {
        let workshop = try Workshop()
        let (suspensions, told) = AsyncStream<InstrumentReference>.makeStream()
        let pool = workshop.pool { reference, _ in told.yield(reference) }
        let instrument = try workshop.place(try workshop.hostile("CRASH", flags: ["ONLY_WHEN_THREES"]))
        let poison = AnswerSheet(answers: [3, 3, 3, 3])
        let healthy = AnswerSheet(answers: [1, 0, 0, 0])
        for _ in 0..<3 {
            let result = await pool.score(poison, with: instrument.reference)
            #expect(throws: ScoringFailure.crashed("the instrument crashed: invalid memory")) { try result.get() }
        }
        let suspended = await pool.score([healthy, healthy], with: instrument.reference)
        #expect(suspended == [.failure(.suspended), .failure(.suspended)])
        told.finish()
        var references: [InstrumentReference] = []
        for await reference in suspensions { references.append(reference) }
        #expect(references == [instrument.reference])
        pool.reinstate(instrument.reference)
        #expect(try await pool.score(healthy, with: instrument.reference).get().scales.first?.raw == 1_000)
    }

    @Test("A critical item is found though the code that scores the sheet crashes")
    func criticalItemSurvives() async throws {
        let workshop = try Workshop()
        let instrument = try workshop.place(try workshop.hostile("CRASH"))
        #expect(instrument.manifest.criticalItems(in: [nil, nil, nil, 2]).map(\.id) == ["item4"])
    }

    @Test("The check finds an instrument that remembers earlier sheets")
    func nondeterministic() throws {
        let workshop = try Workshop()
        let report = InstrumentCheck(catalogue: workshop.catalogue).check(try workshop.hostile("REMEMBER"))
        #expect(!report.findings.isEmpty)
        #expect(report.findings.allSatisfy { $0.step == .determinism || $0.step == .vectors || $0.step == .bands })
        #expect(report.findings.contains { $0.step == .determinism })
    }
}
