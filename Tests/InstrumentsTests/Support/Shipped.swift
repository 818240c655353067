import CInstrument
import Foundation
import TestSupport
import Testing

@testable import Instruments

/// The instruments as they are shipped: built Embedded, signed and laid out once for all tests.
enum Shipped {
    static let ids = [
        "asq", "cesd", "cesdc", "dass21", "gad7", "isi", "k10", "mht", "mssmhs", "phq9", "phqa", "psc17", "psqi",
        "pss10",
        "rses", "sas", "scared", "scl90", "sdq", "sds", "upi", "who5",
    ]

    /// A workshop with all of them in `built/`, signed with its key. `make plugins` before, and this takes moments.
    static let workshop = Result { () throws -> Workshop in
        let workshop = try Workshop()
        try Workshop.run(
            arguments: [
                "make", "-s", "-C", Workshop.root + "/Plugins", "OUT=" + workshop.folder.file("built"),
                "KEY=" + workshop.folder.file("test.key"), "PUBLIC_KEY=" + workshop.folder.file("keys/test.pub"),
            ])
        return workshop
    }

    static func files(_ id: String) throws -> InstrumentFiles {
        InstrumentFiles(folder: try workshop.get().folder.file("built/\(id)"), id: id)
    }

    static func manifest(_ id: String) throws -> Manifest {
        let path = "\(Workshop.root)/Plugins/\(id)/manifest.json"
        return try ManifestLoader.load(Array(try #require(FileManager.default.contents(atPath: path))))
    }

    typealias Entry = @convention(c) (UInt32) -> UnsafePointer<xinyu_instrument>?

    /// The one function that an instrument exports. What is loaded stays so until the tests end.
    static func entry(_ id: String) throws -> Entry {
        let object = try #require(dlopen(try files(id).plugin, RTLD_NOW | RTLD_LOCAL))
        return unsafeBitCast(try #require(dlsym(object, "xinyu_instrument_entry")), to: Entry.self)
    }

    static func inProcess(_ id: String) throws -> InProcess {
        InProcess(instrument: try #require(try entry(id)(1)))
    }
}
