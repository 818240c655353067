internal import Foundation

/// A program that has the terminal while it runs: it may ask for a password there.
///
/// Not Foundation's `Process`, which gives a child a process group of its own: a program that is not in the foreground is
/// stopped as soon as it reads from the terminal.
enum ForegroundProgram {
    /// Runs `arguments`, whose first is looked for in PATH, with this process's own input, output and errors.
    ///
    /// - Returns: what it exited with, 128 and the signal if it was killed; nothing if there is no such program.
    static func run(_ arguments: [String]) -> Int32? {
        var list = arguments.map { strdup($0) } + [nil]
        var variables = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in list + variables { free(text) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, arguments[0], nil, nil, &list, &variables) == 0 else { return nil }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
