internal import Dispatch
internal import Foundation
internal import Instruments
internal import JSONRPC
internal import XinyuAPI

/// Puts a parcel into the catalogue: into a folder that nobody else can read, then through the whole check, then into
/// its place in one step.
struct InstrumentInstaller: Sendable {
    enum Outcome: Sendable {
        case installed(InstalledInstrument)
        case refused([APIInstrumentFinding])
    }

    private let catalogue: Catalogue
    /// The check runs processes and waits for them: not on threads that calls share, and one at a time.
    private let queue = DispatchQueue(label: "instrument installation")

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    /// - Parameter hash: what the version is known to contain, from before; it takes no other content.
    func install(
        _ parcel: InstrumentParcel, knownBy hash: @Sendable (_ id: String, _ version: String) async throws -> [UInt8]?
    ) async throws -> Outcome {
        let (id, version): (String, String)
        switch parcel.identify() {
        case .success(let found): (id, version) = found
        case .failure(let error):
            return .refused(error.findings.map { APIInstrumentFinding($0) })
        }
        let known = try await hash(id, version).flatMap { ContentHash(bytes: $0) }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.check(parcel, id, known: known) }) }
        }
    }

    private func check(_ parcel: InstrumentParcel, _ id: String, known: ContentHash?) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("xinyu-instrument-\(UUID().uuidString.lowercased())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            try write(parcel, id: id, to: folder)
            let files = InstrumentFiles(folder: folder, id: id)
            return .installed(try catalogue.install(from: files, known: known))
        } catch let error as Catalogue.InstallationError {
            switch error {
            case .refused(let findings): return .refused(findings.map { APIInstrumentFinding($0) })
            case .versionExists(let reference):
                throw RPCError.alreadyExists(
                    "\(reference.id) \(reference.version) is installed with other content; give the new one another number"
                )
            case .files: throw RPCError.internal(cause: error)
            }
        }
    }

    private func write(_ parcel: InstrumentParcel, id: String, to folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let files = [
            ("\(id).so", parcel.plugin), ("\(id).so.minisig", parcel.signature), ("manifest.json", parcel.manifest),
            ("vectors.jsonl", parcel.vectors),
        ]
        for (name, bytes) in files {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"), options: .withoutOverwriting)
        }
    }
}
