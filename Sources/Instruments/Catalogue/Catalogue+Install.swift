internal import Foundation

extension Catalogue {
    /// Why nothing was installed.
    public enum InstallationError: Error, Sendable, Equatable {
        /// What the check found; see `InstrumentCheck`.
        case refused([CheckFinding])
        /// The same version with other content is there: a version never changes, so give it a new number.
        case versionExists(InstrumentReference)
        /// The step that the file system refused.
        case files(String)
    }

    /// Checks what is in `source` as a whole and, if nothing is wrong, installs it.
    ///
    /// The check is of the copy, not of the source, which somebody could change in between.
    ///
    /// - Returns: what was installed; the same instrument again is no error.
    public func install(from source: InstrumentFiles) throws(InstallationError) -> InstalledInstrument {
        guard Manifest.isId(source.id), !source.id.hasPrefix(".") else { throw .files("the id is not one") }
        let staging = "\(folder)/.staging-\(UUID().uuidString.lowercased())"
        let files = InstrumentFiles(folder: staging, id: source.id)
        defer { try? FileManager.default.removeItem(atPath: staging) }
        do {
            try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
            for (from, to) in zip(source.all, files.all) where FileManager.default.fileExists(atPath: from) {
                try FileManager.default.copyItem(atPath: from, toPath: to)
            }
        } catch {
            throw .files("copying into the catalogue")
        }
        let report = InstrumentCheck(catalogue: self).check(files)
        guard let checked = report.instrument, report.findings.isEmpty else { throw .refused(report.findings) }
        let place = InstrumentFiles(
            folder: "\(folder)/\(source.id)/\(checked.reference.version)", id: source.id)
        if FileManager.default.fileExists(atPath: place.folder) {
            guard let there = try? read(place), there.reference == checked.reference else {
                throw .versionExists(checked.reference)
            }
            return there
        }
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(source.id)", withIntermediateDirectories: true)
            try FileManager.default.moveItem(atPath: staging, toPath: place.folder)
        } catch {
            throw .files("moving into place")
        }
        let installed = InstalledInstrument(
            reference: checked.reference, manifest: checked.manifest, files: place, manifestBytes: checked.manifestBytes
        )
        remember(installed)
        return installed
    }
}
