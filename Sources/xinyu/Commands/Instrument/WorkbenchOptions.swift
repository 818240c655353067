internal import ArgumentParser
internal import Daemon
internal import Foundation
internal import Instruments

/// Where instruments and the scorer are, for commands that need no daemon.
struct WorkbenchOptions: ParsableArguments {
    @Option(help: "Folder with instruments; XINYU_INSTRUMENTS otherwise.", completion: .directory)
    var instruments: String?

    @Option(help: "Path of xinyu-scorer; otherwise beside this program.", completion: .file())
    var scorer: String?

    var folder: String {
        InstrumentsFolder.find(asked: instruments, environment: ProcessInfo.processInfo.environment)
    }

    var helper: String { scorer ?? Executable.folder + "/xinyu-scorer" }

    /// Public keys lie beside the instruments.
    var catalogue: Catalogue {
        Catalogue(folder: folder, trustedKeys: InstrumentsFolder.trustedKeys(beside: folder), helper: helper)
    }
}
