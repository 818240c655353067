import Domain
import Store
import Testing

@Suite struct NormsContract {
    @Test(arguments: EngineUnderTest.allCases)
    func oneVersionIsInUseForAnInstrument(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let now = installation.now
        @Sendable func norms(_ id: String, _ version: String, _ state: NormState, of instrument: String = "phq9")
            -> NormRecord
        {
            NormRecord(
                id: id, version: version, instrumentID: instrument, hash: [UInt8](version.utf8), state: state,
                installedBy: .installation, installedAt: now)
        }
        let file = SignedNormFile(bytes: [0, 255, 10], signature: "untrusted comment: …\n")
        var first = norms("town", "1.0.0", .active)
        let stored = first
        try await installation.store.write { (transaction) throws -> Void in
            try transaction.insert(stored, file)
            try transaction.insert(norms("town", "1.1.0", .installed), file)
            try transaction.insert(norms("other", "1.0.0", .active, of: "gad7"), file)
        }
        for clash in [norms("county", "1.0.0", .active), norms("town", "1.0.0", .retired)] {
            await #expect(throws: StoreError.self) { try await installation.store.write { try $0.insert(clash, file) } }
        }
        first.state = .retired
        let retired = first
        try await installation.store.read { (transaction) throws -> Void in
            #expect(try transaction.activeNorms(ofInstrument: "phq9") == stored)
            #expect(try transaction.activeNorms("other")?.instrumentID == "gad7")
            #expect(try transaction.normFile("town", version: "1.0.0") == file)
            #expect(try transaction.norms("town", version: "9") == nil)
            #expect(try transaction.allNorms().map(\.id) == ["other", "town", "town"])
            #expect(try transaction.allNorms(ofInstrument: "phq9").map(\.version) == ["1.0.0", "1.1.0"])
        }
        try await installation.store.write { (transaction) throws -> Void in
            #expect(try transaction.update(retired))
            #expect(try !transaction.update(norms("none", "1.0.0", .active, of: "isi")))
        }
        #expect(try await installation.store.read { try $0.activeNorms(ofInstrument: "phq9") } == nil)
    }
}
