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
    /// - Parameter known: what the version is known to contain, from before; then it takes no other content.
    /// - Returns: what was installed; the same instrument again is no error. Files that do not hold any more give way.
    public func install(
        from source: InstrumentFiles, known: ContentHash? = nil
    ) throws(InstallationError) -> InstalledInstrument {
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
        if let known, known != checked.reference.hash { throw .versionExists(checked.reference) }
        let place = InstrumentFiles(
            folder: "\(folder)/\(source.id)/\(checked.reference.version)", id: source.id)
        let isTaken = FileManager.default.fileExists(atPath: place.folder)
        if isTaken, let there = try? read(place) {
            guard there.reference == checked.reference else { throw .versionExists(checked.reference) }
            return there
        }
        do {
            // Damaged files of a version that is known give way to sound ones of the same content; of one that is not
            // known nobody can say what they were.
            if isTaken {
                guard known != nil else { throw InstallationError.versionExists(checked.reference) }
                try remove(checked.reference)
            }
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(source.id)", withIntermediateDirectories: true)
            try FileManager.default.moveItem(atPath: staging, toPath: place.folder)
        } catch let error as InstallationError {
            throw error
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
