internal import Domain
internal import Foundation
internal import Vault

/// The check of an author's folder, without a daemon: all that an installation checks, and explained.
///
/// An instrument that is not signed yet, or whose signature does not hold, is checked all the same: a copy in a
/// temporary folder is signed with a key that is made for this check and forgotten after it.
public struct AuthorCheck: Sendable {
    /// Whether the folder could be installed as it is.
    public enum Signature: String, Sendable {
        case missing = "MISSING"
        /// By one of the keys that the check was told to trust.
        case trusted = "TRUSTED"
        /// By another key, or of other bytes, or of another manifest.
        case refused = "REFUSED"
    }

    public struct Outcome: Sendable {
        public var report: CheckReport
        /// As the manifest says, or the folder's name while that cannot be read.
        public var id: String
        public var version: String?
        public var signature: Signature
    }

    private let trustedKeys: String
    private let publicKey: String?
    private let helper: String

    /// - Parameters:
    ///   - trustedKeys: folder of minisign public keys.
    ///   - publicKey: path of one more, mostly the author's own.
    ///   - helper: path of `xinyu-scorer`.
    public init(trustedKeys: String, publicKey: String?, helper: String) {
        self.trustedKeys = trustedKeys
        self.publicKey = publicKey
        self.helper = helper
    }

    /// Checks what is in `folder`. Blocks for some tenths of a second.
    public func check(_ folder: String) -> Outcome {
        let files = InstrumentFiles(authorFolder: folder)
        var outcome = Outcome(report: CheckReport(), id: files.id, version: nil, signature: .missing)
        guard let bytes = InstrumentFiles.read(files.manifest, limit: ManifestLoader.largestSize),
            let manifest = try? ManifestLoader.load(bytes)
        else {
            // Says what is wrong with the manifest, and goes no further.
            outcome.report = InstrumentCheck(catalogue: catalogue(keys: trustedKeys)).check(files)
            return outcome
        }
        outcome.version = manifest.version
        guard FileManager.default.fileExists(atPath: files.plugin) else {
            outcome.report.add(
                .files, at: "\(files.id).so", "is not there", zh: "不存在", remedy: .build)
            addReminders(of: bytes, to: &outcome.report)
            return outcome
        }
        do {
            try withScratch { scratch in
                let refusal = try judge(files, in: scratch, &outcome)
                if outcome.signature == .trusted {
                    outcome.report = InstrumentCheck(catalogue: catalogue(keys: scratch + "/keys")).check(files)
                } else {
                    outcome.report = try checkCopy(of: files, manifest, bytes, in: scratch)
                    if let refusal { outcome.report.findings.insert(refusal, at: 0) }
                }
            }
        } catch {
            outcome.report.add(
                .files, at: folder, "cannot be copied for the check", zh: "无法复制以供检查",
                remedy: LocalText("请检查磁盘空间与权限。", "See whether the disk is full and the files can be read."))
        }
        addReminders(of: bytes, to: &outcome.report)
        return outcome
    }

    private func catalogue(keys: String) -> Catalogue {
        Catalogue(folder: "/nonexistent", trustedKeys: keys, helper: helper)
    }

    private func withScratch(_ body: (String) throws -> Void) throws {
        let scratch = NSTemporaryDirectory() + "/xinyu-check-\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(
            atPath: scratch + "/keys", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        try body(scratch)
    }

    /// Sets the signature's state, and leaves the keys that count in `scratch/keys`.
    private func judge(_ files: InstrumentFiles, in scratch: String, _ outcome: inout Outcome) throws -> CheckFinding? {
        guard FileManager.default.fileExists(atPath: files.signature) else { return nil }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: trustedKeys)) ?? []
        where name.hasSuffix(".pub") {
            try FileManager.default.copyItem(atPath: "\(trustedKeys)/\(name)", toPath: "\(scratch)/keys/\(name)")
        }
        if let publicKey {
            try FileManager.default.copyItem(atPath: publicKey, toPath: "\(scratch)/keys/of-the-author.pub")
        }
        do throws(ScoringFailure) {
            _ = try catalogue(keys: scratch + "/keys").read(files)
            outcome.signature = .trusted
            return nil
        } catch {
            outcome.signature = .refused
            return CheckFinding(.signature, error, place: "\(files.id).so.minisig")
        }
    }

    private func checkCopy(
        of files: InstrumentFiles, _ manifest: Manifest, _ bytes: [UInt8], in scratch: String
    ) throws -> CheckReport {
        let copy = InstrumentFiles(folder: scratch + "/copy", id: files.id)
        try FileManager.default.createDirectory(atPath: copy.folder, withIntermediateDirectories: true)
        let texts = InstalledTexts.fileNames(in: files.folder).map { "\(files.folder)/\($0)" }
        for path in [files.plugin, files.manifest, files.vectors] + texts
        where FileManager.default.fileExists(atPath: path) {
            // What a link leads to, too.
            let file = URL(fileURLWithPath: path)
            try Data(contentsOf: file).write(to: URL(fileURLWithPath: "\(copy.folder)/\(file.lastPathComponent)"))
        }
        let random = SystemRandom()
        let key = MinisignSecretKey(SigningKey(randomFrom: random), random: random)
        let code = Array(FileManager.default.contents(atPath: copy.plugin) ?? Data())
        let signature = key.sign(code, trustedComment: TrustedComment.text(for: manifest, bytes: bytes))
        let keys = scratch + "/own"
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
        try key.publicKey.text.write(toFile: keys + "/check.pub", atomically: true, encoding: .utf8)
        try signature.text.write(toFile: copy.signature, atomically: true, encoding: .utf8)
        return InstrumentCheck(catalogue: catalogue(keys: keys)).check(copy)
    }

    /// Words of the template that are still there.
    private func addReminders(of manifest: [UInt8], to report: inout CheckReport) {
        guard let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(manifest)) else { return }
        let places = tree.places(ofTextsWith: NewInstrument.reminder)
        guard !places.isEmpty else { return }
        let some = places.prefix(8).joined(separator: ", ")
        let rest = places.count > 8 ? " …" : ""
        report.note(
            "manifest.json still says \(NewInstrument.reminder), as the template does, in \(places.count) places: "
                + some + rest,
            zh: "manifest.json 仍有 \(places.count) 处是模板中的 \(NewInstrument.reminder)：" + some + rest)
    }
}

extension InstrumentFiles {
    /// The files in an author's folder, which may have any name: the manifest says which instrument it is.
    public init(authorFolder folder: String) {
        let bytes = Self.read(folder + "/manifest.json", limit: ManifestLoader.largestSize) ?? []
        let head = try? JSONDecoder().decode(Head.self, from: Data(bytes))
        let named = head.flatMap { Manifest.isId($0.id) && !$0.id.hasPrefix(".") ? $0.id : nil }
        self.init(folder: folder, id: named ?? URL(fileURLWithPath: folder).lastPathComponent)
    }

    private struct Head: Decodable { let id: String }
}

extension JSONTree {
    /// Where texts contain `word`, as `$.citations[0]`.
    func places(ofTextsWith word: String, at path: String = "$") -> [String] {
        switch self {
        case .text(let text): text.contains(word) ? [path] : []
        case .list(let members):
            members.enumerated().flatMap { $1.places(ofTextsWith: word, at: "\(path)[\($0)]") }
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { $1.places(ofTextsWith: word, at: "\(path).\($0)") }
        case .null, .bool, .number: []
        }
    }
}
