internal import Glibc
internal import Vault

/// The folder outside the database where checkpoints are kept:
///
/// - `checkpoint` – the newest, as a signed note; replaced in one step
/// - `history` – all of them, one after the other, an empty line between
/// - `frontier` – what the tree of the newest needs to grow, in base64; a shortcut, believed only if it gives the
///   signed root
///
/// One task has it at a time: it is an actor.
actor LogFolder {
    private let path: String

    /// Takes the folder at `path`, which is made (mode 0750) if it is not there.
    init(at path: String) throws(AuditLogError) {
        self.path = path
        if mkdir(path, 0o750) != 0 && errno != EEXIST { throw .last("make folder") }
    }

    /// The newest checkpoint, or nothing if there never was one.
    func newest() throws(AuditLogError) -> SignedNote? {
        guard let bytes = try read("checkpoint") else { return nil }
        do throws(CheckpointError) {
            return try SignedNote(note: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw .checkpointRefused(error)
        }
    }

    /// The frontier of `checkpoint`, if it is there.
    func frontier(of checkpoint: Checkpoint) throws(AuditLogError) -> MerkleFrontier? {
        guard let bytes = try read("frontier"),
            let encoded = Base64Text.decode(String(decoding: bytes, as: UTF8.self)),
            let frontier = MerkleFrontier(encoded: encoded), frontier.size == checkpoint.size,
            frontier.root == checkpoint.root
        else { return nil }
        return frontier
    }

    /// Keeps `note` as the newest; when this returns, it is durable.
    func keep(_ note: SignedNote, frontier: MerkleFrontier) throws(AuditLogError) {
        try append(Array((note.note + "\n").utf8), to: "history")
        try replace("frontier", with: Array(Base64Text.encode(frontier.encoded).utf8))
        // Last, for it is what a start believes.
        try replace("checkpoint", with: Array(note.note.utf8))
    }

    // MARK: - Files

    private func read(_ name: String) throws(AuditLogError) -> [UInt8]? {
        let descriptor = open(path + "/" + name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .last("open \(name)")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .last("read \(name)") }
            // A checkpoint of more than that is none.
            if count == 0 || bytes.count > 1 << 20 { return bytes }
            bytes += piece[..<count]
        }
    }

    private func append(_ bytes: [UInt8], to name: String) throws(AuditLogError) {
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .last("open \(name)") }
        defer { close(descriptor) }
        try write(bytes, to: descriptor, name)
    }

    private func replace(_ name: String, with bytes: [UInt8]) throws(AuditLogError) {
        let new = path + "/" + name + ".new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .last("open \(name)") }
        do {
            defer { close(descriptor) }
            try write(bytes, to: descriptor, name)
        }
        guard rename(new, path + "/" + name) == 0 else { throw .last("replace \(name)") }
        try synchroniseFolder()
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32, _ name: String) throws(AuditLogError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .last("write \(name)") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw .last("write \(name)") }
    }

    /// A rename is durable when its folder is.
    private func synchroniseFolder() throws(AuditLogError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open folder") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last("write folder") }
    }
}

extension AuditLogError {
    /// For a system call that has just failed.
    fileprivate static func last(_ step: String) -> AuditLogError {
        .folder(step: step, reason: String(cString: strerror(errno)))
    }
}
