internal import Foundation

/// Where the programs under test are: beside the test bundle, or beside the benchmark.
public enum BuiltPrograms {
    /// The folder of `xinyud`, `xinyu` and `xinyu-scorer`. `XINYU_PROGRAMS` names another one.
    public static let folder: String = {
        if let named = ProcessInfo.processInfo.environment["XINYU_PROGRAMS"] { return named }
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let bundle = maps.split(separator: "\n").first { $0.hasSuffix(".xctest") }.flatMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }
        return URL(fileURLWithPath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent().path
    }()

    /// The repository.
    public static let repository: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.path
    }()

    public static func program(_ name: String) -> String { folder + "/" + name }

    /// The shipped instruments, built and signed: a folder for each, and `trusted-keys`. Built when the first one asks,
    /// unless `make plugins` has done it.
    public static let instruments = Result { () throws -> String in
        let folder = repository + "/.build-plugins/instruments"
        if !FileManager.default.fileExists(atPath: folder + "/phq9/phq9.so.minisig") {
            let made = try RunProgram.run(["make", "-s", "-C", repository + "/Plugins", "OUT=" + folder])
            guard made.status == 0 else { throw ProgramFailure(program: "make -C Plugins", finished: made) }
        }
        return folder
    }
}

/// A program that was expected to end well did not.
public struct ProgramFailure: Error, CustomStringConvertible {
    public let program: String
    public let finished: RunProgram.Finished

    public init(program: String, finished: RunProgram.Finished) {
        self.program = program
        self.finished = finished
    }

    public var description: String {
        "\(program) ended with \(finished.status): \(finished.errors)\(finished.output.prefix(2_000))"
    }
}
