internal import CSodium
public import Domain
internal import Glibc

extension RootKey {
    /// Reads the key from a file that its owner alone can reach (0400, or 0600) and that belongs to the account that
    /// runs this, or to root.
    public static func read(keyFile path: String) throws(KeyFileError) -> RootKey {
        try read(path, accepting: .ownerOnly)
    }

    /// Reads the key from a credential that the service manager handed over.
    ///
    /// - Parameter folder: what `CREDENTIALS_DIRECTORY` holds.
    public static func read(credential name: String, in folder: String?) throws(KeyFileError) -> RootKey {
        guard let folder, !folder.isEmpty else { throw .noCredentials }
        let isPlain = name.utf8.allSatisfy { character in
            switch character {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, !name.isEmpty, name != ".", name != ".." else { throw .badCredentialName }
        return try read(folder + "/" + name, accepting: .credential)
    }

    /// Makes a new key and writes it to a new file of mode 0400. It returns once file and name are durable.
    ///
    /// - Throws: `KeyFileError.exists` if there is anything at `path`, which is left as it is.
    public static func create(keyFile path: String, random: any RandomSource) throws(KeyFileError) -> RootKey {
        let key = RootKey(randomFrom: random)
        var text = RootKeyText.write(key.secret)
        defer { sodium_memzero(&text, text.count) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o400)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .exists(path: path) }
            throw last("create", path)
        }
        defer { close(descriptor) }
        do throws(KeyFileError) {
            // What umask takes away is not enough to rely on.
            guard fchmod(descriptor, 0o400) == 0 else { throw last("set the mode of", path) }
            guard write(descriptor, text, text.count) == text.count else { throw last("write", path) }
            guard fsync(descriptor) == 0 else { throw last("make durable", path) }
            try syncFolder(of: path)
        } catch {
            // It is ours, and nobody knows it yet.
            unlink(path)
            throw error
        }
        return key
    }

    private enum Rule {
        case ownerOnly
        case credential

        func accepts(_ status: stat) -> Bool {
            switch self {
            case .ownerOnly:
                status.st_mode & 0o077 == 0
            case .credential:
                // Newer versions of systemd give the service access by an ACL, whose mask is then shown as the group's
                // bits: r--r----- of root:root, which root alone can make.
                status.st_mode & 0o077 == 0 || (status.st_mode & 0o037 == 0 && status.st_uid == 0 && status.st_gid == 0)
            }
        }
    }

    private static func read(_ path: String, accepting rule: Rule) throws(KeyFileError) -> RootKey {
        // Not blocking: a pipe in the place of the file must not hold up the start.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ELOOP { throw .notAFile(path: path) }
            throw last("open", path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw last("look at", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        guard rule.accepts(status) else {
            throw .readableByOthers(path: path, mode: octal(status.st_mode & 0o7777))
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else { throw .ownedByAnother(path: path) }

        var text = [UInt8](repeating: 0, count: RootKeyText.count + 64)
        defer { sodium_memzero(&text, text.count) }
        var filled = 0
        while filled < text.count {
            let count = text.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw last("read", path) }
            if count == 0 { break }
            filled += count
        }
        let outcome = text.withUnsafeBytes { RootKeyText.read(UnsafeRawBufferPointer(rebasing: $0.prefix(filled))) }
        switch outcome {
        case .key(let secret): return RootKey(secret)
        case .malformed(let reason): throw .malformed(path: path, reason: reason)
        }
    }

    private static func syncFolder(of path: String) throws(KeyFileError) {
        let folder: String
        switch path.utf8.lastIndex(of: UInt8(ascii: "/")) {
        case .none: folder = "."
        case .some(path.startIndex): folder = "/"
        case .some(let slash): folder = String(path[..<slash])
        }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw last("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw last("make durable", folder) }
    }

    private static func octal(_ mode: mode_t) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func last(_ step: String, _ path: String) -> KeyFileError {
        let code = errno
        return .system(step: step, path: path, reason: String(cString: strerror(code)))
    }
}
