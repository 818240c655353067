import Foundation
import Testing

@testable import Instruments

/// Each instrument misbehaves in one way. It must be contained, named by the right word, and another instrument, before,
/// meanwhile and afterwards, must give what it always gives, bit for bit.
@Suite("Hostile instruments")
struct HostileTests {
    /// A failure without its free text, and what an instrument manager reads of it.
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

        /// The sentence begins so, whatever the instrument would have it say.
        var sentence: String {
            switch self {
            case .crashed: "The instrument crashed ("
            case .forbiddenCall: "The instrument tried something that instruments may not do, and was stopped."
            case .timedOut: "The instrument did not finish in time."
            case .wroteOutside: "The instrument reached outside of its buffers, and was stopped."
            case .impossibleResult: "The instrument gave a result that cannot be: "
            case .notLoadable: "The instrument cannot be loaded: "
            case .notAsDescribed: "Code and manifest disagree: "
            case .sheetRefused: "The instrument does not take such a sheet: "
            }
        }
    }

    @Test(
        "Contained, called what it is, and nobody else notices",
        arguments: [
            ("CRASH_IN_CONSTRUCTOR", .crashed), ("OPEN_IN_CONSTRUCTOR", .crashed),
            ("SOCKET_IN_CONSTRUCTOR", .forbiddenCall), ("EXEC_IN_CONSTRUCTOR", .forbiddenCall),
            ("LOOP_IN_CONSTRUCTOR", .timedOut), ("FORGE_READY", .notLoadable),
            ("CRASH", .crashed), ("TRAP", .crashed), ("ABORT", .forbiddenCall), ("RECURSE", .crashed),
            ("LOOP", .timedOut), ("FORK", .forbiddenCall), ("EXEC", .forbiddenCall), ("OPEN", .forbiddenCall),
            ("SOCKET", .forbiddenCall), ("CLOCK", .forbiddenCall), ("SLEEP", .forbiddenCall),
            ("KILL", .forbiddenCall), ("KILL_ITSELF", .forbiddenCall), ("RAISE", .forbiddenCall),
            ("TRACE", .forbiddenCall), ("READ_OTHER", .forbiddenCall), ("WRITE_OUT", .forbiddenCall),
            ("EXECUTABLE_MEMORY", .forbiddenCall), ("PROTECT", .forbiddenCall), ("LET_EXEC", .crashed),
            ("ALLOCATE", .crashed), ("CLOSE", .forbiddenCall), ("EXIT", .crashed),
            ("WRITE_TO_CHANNEL", .impossibleResult), ("READ_CHANNEL", .timedOut),
            ("WRITE_AFTER", .wroteOutside), ("WRITE_BEFORE", .wroteOutside), ("WRITE_FAR_BEFORE", .wroteOutside),
            ("WRITE_ANSWERS", .wroteOutside), ("READ_AFTER", .wroteOutside),
            ("BAND", .impossibleResult), ("BAND_OF_INCOMPLETE", .impossibleResult), ("STATE", .impossibleResult),
            ("PRORATED", .impossibleResult), ("PART", .notLoadable), ("OTHER_PART", .notAsDescribed),
            ("FLAG", .impossibleResult), ("HUGE", .impossibleResult), ("ANSWERED", .impossibleResult),
            ("HOSTS_FIELDS", .impossibleResult), ("RETURN", .impossibleResult), ("REFUSE", .sheetRefused),
            ("NO_ENTRY", .notLoadable), ("NEWER", .notLoadable), ("POINTER", .crashed),
            ("OTHER_BANDS", .notAsDescribed),
        ] as [(String, Word)])
    func contained(how: String, word: Word) async throws {
        let workshop = try Workshop()
        let pool = workshop.pool()
        let bystander = try await Bystander(workshop, pool)
        let instrument = try workshop.place(try workshop.hostile(how))
        async let meanwhile: Void = bystander.expectTheSame(how)
        let result = await pool.score(AnswerSheet(answers: [1, 2, 3, 0]), with: instrument.reference)
        try await meanwhile
        guard case .failure(let failure) = result else {
            Issue.record("\(how) was scored")
            return
        }
        #expect(Word(failure) == word, "\(failure)")
        #expect(failure.description.hasPrefix(word.sentence), "\(failure)")
        // A manager reads no path, and no address of memory.
        #expect(!failure.description.contains("/") && !failure.description.contains("0x"), "\(failure)")
        try await bystander.expectTheSame(how)
    }

    /// Those that a program has ever got out of a sandbox with.
    @Test(
        "No way into the kernel but reading and writing the channel",
        arguments: [
            "SYS_clone", "SYS_clone3", "SYS_execveat", "SYS_openat", "SYS_openat2", "SYS_open_by_handle_at",
            "SYS_memfd_create", "SYS_io_uring_setup", "SYS_process_vm_readv", "SYS_process_vm_writev", "SYS_prctl",
            "SYS_seccomp", "SYS_unshare", "SYS_setns", "SYS_mount", "SYS_keyctl", "SYS_bpf", "SYS_userfaultfd",
            "SYS_perf_event_open", "SYS_pidfd_getfd", "SYS_sendmsg", "SYS_connect", "SYS_dup", "SYS_fcntl", "SYS_ioctl",
            "SYS_rt_sigaction", "SYS_setitimer", "SYS_futex", "SYS_mprotect", "SYS_pkey_mprotect",
            "SYS_getrandom", "SYS_uname", "SYS_getpid", "SYS_landlock_create_ruleset",
        ])
    func systemCalls(_ name: String) async throws {
        let workshop = try Workshop()
        let instrument = try workshop.place(
            try workshop.hostile(nil, flags: ["MISBEHAVE_SYSTEM_CALL=\(name)"]))
        let result = await workshop.pool().score(AnswerSheet(answers: [1, 2, 3, 0]), with: instrument.reference)
        #expect(result == .failure(.forbiddenCall))
    }

    /// Each field of `xinyu_instrument` and `xinyu_scale` that a host relies on.
    @Test(
        "A refused ABI says which field differs",
        arguments: [
            (".abi = 7,", "", "instrument.abi is 7"), (".abi = 0,", "", "instrument.abi is 0"),
            (".size = 24,", "", "instrument.size is 24"), (".size = 8192,", "", "instrument.size is 8192"),
            (".size = sizeof(xinyu_instrument) + 1,", "", "a multiple of 8"),
            (".id = \"another\",", "", "instrument.id is another"), (".id = NULL,", "", "instrument.id is NULL"),
            (".id = \"\",", "", "instrument.id is empty"), (".id = long_id,", "", "instrument.id is empty or longer"),
            (".version = \"9.9.9\",", "", "instrument.version is 9.9.9"),
            (".version = NULL,", "", "instrument.version is NULL"),
            (".item_count = 0,", "", "instrument.item_count is 0"),
            (".item_count = 5000,", "", "instrument.item_count is 5000"),
            (".scale_count = 4000,", "", "instrument.scale_count is 4000"),
            (".derived_count = 4000,", "", "instrument.derived_count is 4000"),
            (".flag_count = 4000,", "", "instrument.flag_count is 4000"),
            (".scales = NULL,", "", "instrument.scales is NULL"),
            (".derived_ids = NULL,", "", "instrument.derived_ids is NULL"),
            (".derived_ids = no_ids,", "", "instrument.derived_ids[0] is NULL"),
            (".flag_ids = NULL,", "", "instrument.flag_ids is NULL"),
            (".flag_ids = no_ids,", "", "instrument.flag_ids[0] is NULL"),
            (".flag_ids = bad_ids,", "", "instrument.flag_ids[0] has a byte"),
            (".score = NULL,", "", "instrument.score is NULL"),
            ("", ".size = 8,", "scales[0].size is 8"), ("", ".abi = 2,", "scales[0].abi is 2"),
            ("", ".id = NULL,", "scales[0] is NULL"), ("", ".id = long_id,", "scales[0] is empty or longer"),
            ("", ".band_count = 65,", "band_count is 65"),
            ("", ".band_ids = NULL,", "scales[0].band_ids is NULL"),
        ] as [(String, String, String)])
    func lies(instrument lie: String, scale: String, says: String) async throws {
        let workshop = try Workshop()
        let pool = workshop.pool()
        let bystander = try await Bystander(workshop, pool)
        let instrument = try workshop.place(
            try workshop.hostile(nil, flags: ["LIE=\(lie)", "LIE_SCALE=\(scale)"]))
        guard
            case .failure(.notLoadable(let text)) = await pool.score(
                AnswerSheet(answers: [0, 0, 0, 0]), with: instrument.reference)
        else {
            Issue.record("\(lie)\(scale) was loaded")
            return
        }
        #expect(text.contains(says))
        try await bystander.expectTheSame(lie + scale)
    }

    @Test(
        "What code and manifest count or name otherwise is said",
        arguments: [
            (".item_count = 5,", ""), (".derived_count = 0,", ""), (".flag_count = 0,", ""), (".scale_count = 0,", ""),
            ("", ".id = \"other\","), ("", ".band_count = 1,"),
        ])
    func disagrees(instrument lie: String, scale: String) async throws {
        let workshop = try Workshop()
        let instrument = try workshop.place(
            try workshop.hostile(nil, flags: ["LIE=\(lie)", "LIE_SCALE=\(scale)"]))
        let result = await workshop.pool().score(AnswerSheet(answers: [0, 0, 0, 0]), with: instrument.reference)
        guard case .failure(.notAsDescribed(let text)) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(!text.isEmpty)
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

    @Test("A version that was suspended before its files came back scores nothing")
    func suspendedWithoutFiles() async throws {
        let workshop = try Workshop()
        let pool = workshop.pool()
        let instrument = try workshop.place(try workshop.hostile(nil))
        pool.suspend(instrument.reference)
        let sheet = AnswerSheet(answers: [1, 0, 0, 0])
        #expect(await pool.score(sheet, with: instrument.reference) == .failure(.suspended))
        pool.release(instrument.reference)
        #expect(await pool.score(sheet, with: instrument.reference) == .failure(.suspended))
        pool.reinstate(instrument.reference)
        #expect(try await pool.score(sheet, with: instrument.reference).get().scales.first?.raw == 1_000)
    }

    @Test("A critical item is found though the code that scores the sheet crashes")
    func criticalItemSurvives() async throws {
        let workshop = try Workshop()
        let instrument = try workshop.place(try workshop.hostile("CRASH"))
        #expect(instrument.manifest.criticalItems(in: [nil, nil, nil, 2]).map(\.id) == ["item4"])
    }
}

/// Another instrument in the same pool, which gives the same whatever happens beside it.
private struct Bystander: Sendable {
    private let pool: ScorerPool
    private let reference: InstrumentReference
    private let sheets: [AnswerSheet]
    private let expected: [[UInt8]]

    /// - Parameter workshop: where it lies beside the one that misbehaves.
    init(_ workshop: Workshop, _ pool: ScorerPool) async throws {
        self.pool = pool
        reference = try workshop.placeSecond(try Workshop.good.get().1).reference
        sheets = (0..<300).map { (number: Int) -> AnswerSheet in
            var answers: [Int64?] = [0, 1, 2, 3].map { (place: Int) -> Int64? in Int64((number >> place) & 3) }
            if number % 7 < 4 { answers[number % 7] = nil }
            return AnswerSheet(answers: answers)
        }
        expected = try await pool.score(sheets, with: reference).map { try $0.get().bytes }
        #expect(Set(expected).count > 10)
    }

    func expectTheSame(_ how: String) async throws {
        let results = try await pool.score(sheets, with: reference).map { try $0.get().bytes }
        #expect(results == expected, "\(how) has changed another instrument's results")
    }
}
