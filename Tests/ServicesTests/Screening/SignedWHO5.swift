import Foundation
import TestSupport

@testable import Services

/// WHO-5, which is written in C, compiled and signed with a key of this test; and the helper beside the test bundle.
final class SignedWHO5: Sendable {
    enum Failure: Error { case command(String, Int32) }

    let temporary: TemporaryFolder
    let parcel: InstrumentParcel

    var catalogueFolder: String { temporary.file("catalogue") }
    var keysFolder: String { temporary.file("keys") }

    static let helper: String = {
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let bundle = maps.split(separator: "\n").first { $0.hasSuffix(".xctest") }.flatMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }
        return URL(fileURLWithPath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent().path
            + "/xinyu-scorer"
    }()

    init() throws {
        temporary = try TemporaryFolder()
        let root = ScreeningSchool.repository.path
        let (plugin, key) = (temporary.file("who5.so"), temporary.file("test.key"))
        let manifest = "\(root)/Plugins/who5/manifest.json"
        try FileManager.default.createDirectory(
            atPath: temporary.file("keys"), withIntermediateDirectories: true)
        _ = try Self.run("minisign", "-G", "-f", "-W", "-p", temporary.file("keys/test.pub"), "-s", key)
        _ = try Self.run(
            "cc", "-std=c11", "-O2", "-fPIC", "-shared", "-I\(root)/Sources/CInstrument/include", "-o", plugin,
            "\(root)/Plugins/who5/scoring.c")
        let hash = try Self.run("b2sum", "-l", "256", manifest).prefix(64)
        _ = try Self.run(
            "minisign", "-S", "-s", key, "-m", plugin, "-x", temporary.file("who5.so.minisig"), "-t",
            "xinyu-instrument id=who5 version=1.0.0 abi=1 manifest=\(hash)")
        parcel = InstrumentParcel(
            plugin: try Self.bytes(plugin), manifest: try Self.bytes(manifest),
            signature: try Self.bytes(temporary.file("who5.so.minisig")),
            vectors: try Self.bytes("\(root)/Plugins/who5/vectors.jsonl"))
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func run(_ arguments: String...) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Failure.command(arguments[0], process.terminationStatus) }
        return text
    }
}
