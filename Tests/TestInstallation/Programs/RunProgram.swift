internal import Foundation

/// Programs that are run to their end, for what they print.
public enum RunProgram {
    public struct Finished: Sendable {
        /// 128 and the signal when it was killed, as a shell tells it.
        public let status: Int32
        public let output: String
        public let errors: String
    }

    /// Runs `arguments`, whose first is looked for in PATH.
    ///
    /// - Parameter input: what it reads.
    public static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) throws -> Finished {
        let folder = try ShortFolder()
        let (inputFile, output, errors) = (folder.file("in"), folder.file("out"), folder.file("err"))
        try Data(input.utf8).write(to: URL(fileURLWithPath: inputFile))
        let descriptor = open(inputFile, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let child = try ChildProgram(
            arguments, environment: environment, input: descriptor, output: output, errors: errors)
        let status: Int32 =
            switch child.wait() {
            case .exited(let code): code
            case .killed(let signal): 128 + signal
            }
        return Finished(status: status, output: text(output), errors: text(errors))
    }

    /// Whether there is such a program in PATH.
    public static func isPresent(_ program: String) -> Bool {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return folders.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
