internal import Foundation

extension Catalogue {
    /// Where the files of an installed version are, or were.
    func files(of reference: InstrumentReference) -> InstrumentFiles? {
        guard Manifest.isId(reference.id), Manifest.isId(reference.version), !reference.id.hasPrefix("."),
            !reference.version.hasPrefix(".")
        else { return nil }
        return InstrumentFiles(folder: "\(folder)/\(reference.id)/\(reference.version)", id: reference.id)
    }

    /// The whole check once more, on the bytes that are there now: those of an installed version must also be the ones
    /// that were installed. Blocks for some tenths of a second.
    public func checkAgain(_ reference: InstrumentReference) -> CheckReport {
        var report = CheckReport()
        guard let files = files(of: reference) else {
            report.add(
                .manifest, "there can be no such instrument", zh: "不可能有这样的测评工具", remedy: .mendManifest)
            return report
        }
        report = InstrumentCheck(catalogue: self).check(files)
        if let found = report.instrument, found.reference != reference {
            report.add(
                .signature, "the files are others than those that were installed; put the former ones back",
                zh: "文件与所安装的不同；请放回原来的文件", remedy: .putBack)
        }
        // What was known of it may be of before.
        forget(reference)
        if report.findings.isEmpty, let found = report.instrument { remember(found) }
        return report
    }

    /// Takes the files of a version away, with the item texts that were installed beside them. Without them it is no
    /// error.
    public func remove(_ reference: InstrumentReference) throws {
        forget(reference)
        guard let files = files(of: reference), FileManager.default.fileExists(atPath: files.folder) else { return }
        // In one step out of the way of the next start; a kill in between leaves a folder that is never looked into.
        let grave = "\(folder)/.removed-\(UUID().uuidString.lowercased())"
        try FileManager.default.moveItem(atPath: files.folder, toPath: grave)
        try FileManager.default.removeItem(atPath: grave)
    }
}
