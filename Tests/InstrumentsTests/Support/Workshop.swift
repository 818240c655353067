import Foundation
import TestSupport

@testable import Instruments

/// Builds, signs and lays out instruments in a folder of its own, and has a catalogue that trusts its key.
final class Workshop: Sendable {
    enum Failure: Error { case command(String, Int32) }

    let folder: TemporaryFolder
    let catalogue: Catalogue

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("keys"), withIntermediateDirectories: true)
        catalogue = Catalogue(
            folder: folder.file("catalogue"), trustedKeys: folder.file("keys"),
            helper: Self.buildFolder + "/xinyu-scorer")
        let key = try Self.key.get()
        try FileManager.default.copyItem(atPath: key.file("test.pub"), toPath: folder.file("keys/test.pub"))
        try FileManager.default.copyItem(atPath: key.file("test.key"), toPath: folder.file("test.key"))
    }

    /// One key for all, made when the first test asks.
    private static let key = Result { () throws -> TemporaryFolder in
        let folder = try TemporaryFolder()
        try run("minisign", "-G", "-f", "-W", "-p", folder.file("test.pub"), "-s", folder.file("test.key"))
        return folder
    }

    /// The one that behaves, compiled and signed when the first test asks.
    static let good = Result { () throws -> (Workshop, InstrumentFiles) in
        let workshop = try Workshop()
        return (workshop, try workshop.hostile(nil))
    }

    /// Where the test bundle is, and the helper beside it.
    static let buildFolder: String = {
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let bundle = maps.split(separator: "\n").first { $0.hasSuffix(".xctest") }.flatMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }
        return URL(fileURLWithPath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent().path
    }()

    /// The package.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static func run(_ command: String...) throws { try run(arguments: command) }

    /// The hostile instrument that misbehaves in `how`, signed; `nil` behaves.
    func hostile(
        _ how: String?, flags: [String] = [], manifest: String = Workshop.manifest
    ) throws -> InstrumentFiles {
        let files = InstrumentFiles(folder: folder.file("hostile-\(UUID().uuidString)"), id: "hostile")
        try FileManager.default.createDirectory(atPath: files.folder, withIntermediateDirectories: true)
        try compile(how, flags: flags, to: files.plugin)
        try manifest.write(toFile: files.manifest, atomically: true, encoding: .utf8)
        try Self.vectors.write(toFile: files.vectors, atomically: true, encoding: .utf8)
        try sign(files)
        return files
    }

    func compile(_ how: String?, flags: [String] = [], to path: String) throws {
        let definitions = (how.map { ["MISBEHAVE_\($0)"] } ?? []) + flags
        try Self.run(
            arguments: [
                "cc", "-std=c11", "-O0", "-w", "-fPIC", "-shared", "-I\(Self.root)/Sources/CInstrument/include",
            ]
                + definitions.map { "-D\($0)" } + [
                    "-o", path, "\(Self.root)/Tests/InstrumentsTests/Hostile/hostile.c",
                ])
    }

    func sign(_ files: InstrumentFiles, comment: String? = nil) throws {
        let hash = try Self.blake2b(files.manifest)
        try Self.run(
            "minisign", "-S", "-s", folder.file("test.key"), "-m", files.plugin, "-x", files.signature, "-t",
            comment ?? "xinyu-instrument id=\(files.id) version=1.0.0 abi=1 manifest=\(hash)")
    }

    static func run(arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Failure.command(arguments[0], process.terminationStatus) }
    }

    private static func blake2b(_ path: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["b2sum", "-l", "256", path]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return String(text.prefix(64))
    }

    /// A pool over this catalogue, quick to give up.
    func pool(
        strikes: Int = 3, onSuspension: @escaping @Sendable (InstrumentReference, ScoringFailure) -> Void = { _, _ in }
    ) -> ScorerPool {
        var limits = ScorerPool.Limits()
        limits.batch = .milliseconds(400)
        limits.restartDelay = .milliseconds(1)
        limits.strikes = strikes
        return ScorerPool(catalogue: catalogue, limits: limits, onSuspension: onSuspension)
    }

    /// Puts an instrument into the catalogue without the check, as if it had passed it once.
    func place(_ files: InstrumentFiles) throws -> InstalledInstrument {
        let folder = "\(catalogue.folder)/\(files.id)/1.0.0"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: "\(catalogue.folder)/\(files.id)", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: files.folder, toPath: folder)
        let instrument = try catalogue.read(InstrumentFiles(folder: folder, id: files.id))
        catalogue.remember(instrument)
        return instrument
    }

    static let vectors = """
        {"answers":[1,1,1,1],"expect":{"scales":{"total":{"raw":4,"band":"low"}}},"origin":"four ones"}
        {"answers":[3,3,3,3],"expect":{"scales":{"total":{"raw":12,"band":"high"}}},"origin":"four threes"}

        """

    /// What the hostile instrument claims to be.
    static let manifest = """
        {"schema":1,"id":"hostile","version":"1.0.0","abi":1,"names":{"en":"Hostile"},"construct":{"en":"none"},
        "timeFrame":{"en":"now"},"informants":["SELF"],"ages":{"fromMonths":0,"note":{}},"stages":["SENIOR"],
        "primary":{"permitted":false,"reason":{"en":"no"}},
        "responses":[{"id":"r","options":[{"code":0,"names":{"en":"no"}},{"code":1,"names":{"en":"rarely"}},
        {"code":2,"names":{"en":"often"}},{"code":3,"names":{"en":"always"}}]}],
        "items":[{"number":1,"kind":"CODE","responses":"r","topic":"a"},{"number":2,"kind":"CODE","responses":"r","topic":"b"},
        {"number":3,"kind":"CODE","responses":"r","topic":"c"},{"number":4,"kind":"CODE","responses":"r","topic":"d"}],
        "itemTexts":{"languages":[],"note":{"en":"none"}},"blocks":[],
        "scales":[{"id":"total","names":{"en":"Total"},"items":[1,2,3,4],"reversed":[],"formula":"sum","scores":["RAW"],
        "minimum":0,"maximum":12000,"banded":"RAW","bandSource":"made up","missing":"none",
        "bands":[{"id":"low","from":0,"to":5000,"names":{"en":"low"}},{"id":"high","from":6000,"to":12000,"names":{"en":"high"}}]}],
        "derived":[{"id":"twice","kind":"NUMBER","rule":"total * 2"}],
        "flags":[{"id":"any","rule":"any above 0","source":"made up"}],
        "criticalItems":[{"id":"item4","item":4,"atLeast":2,"level":"CRISIS","meaning":{"en":"m"},"notice":{"en":"n"}}],
        "norms":[],"reliability":[],"reliableChange":[],
        "licence":{"status":"free","holder":"nobody","itemTextMayShip":true,"note":""},"conventions":[],
        "citations":["made up"],"confidence":{}}
        """
}

extension Workshop {
    /// Beside the one that `place` has put there: same id, kept in a catalogue folder of its own version.
    func placeSecond(_ files: InstrumentFiles) throws -> InstalledInstrument {
        let folder = "\(catalogue.folder)/\(files.id)/second"
        try FileManager.default.copyItem(atPath: files.folder, toPath: folder)
        let instrument = try catalogue.read(InstrumentFiles(folder: folder, id: files.id))
        catalogue.remember(instrument)
        return instrument
    }
}
