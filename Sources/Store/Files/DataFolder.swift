internal import Glibc

/// The folder that holds an installation's databases, open to one process at a time and to its user alone.
///
/// Whoever holds this value holds the lock; it goes with `release`, when the last reference does, or the process ends,
/// however.
public final class DataFolder: Sendable {
    public let path: String
    private let lock: Int32

    /// Takes the folder at `path`, which is made (mode 0700) if it is not there.
    ///
    /// - Throws: `StoreError.inUse` if another process, or this one, has it; `.folder` if the system refuses.
    public init(at path: String) throws(StoreError) {
        self.path = path
        if mkdir(path, 0o700) != 0 && errno != EEXIST { throw .last("make folder") }
        let lock = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw .last("open lock file") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let refused = errno
            let holder = DataFolder.processID(in: lock)
            Glibc.close(lock)
            if refused == EWOULDBLOCK { throw .inUse(processID: holder) }
            errno = refused
            throw .last("lock folder")
        }
        self.lock = lock
        let holder = Array("\(getpid())\n".utf8)
        guard ftruncate(lock, 0) == 0, pwrite(lock, holder, holder.count, 0) == holder.count else {
            throw .last("write lock file")
        }
    }

    /// Gives the folder free for another process, though this value may live on. After everything in it is closed.
    public func release() { flock(lock, LOCK_UN) }

    deinit {
        // The file stays: who removes it may remove the one that another process has just locked.
        Glibc.close(lock)
    }

    /// Makes the file of that name if it is not there, and sees to it that nobody else can read it. SQLite gives the
    /// log and the index beside a database the same mode.
    func prepareFile(_ name: String) throws(StoreError) -> String {
        let file = path + "/" + name
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .last("open \(name)") }
        defer { Glibc.close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw .last("set mode of \(name)") }
        return file
    }

    private static func processID(in lock: Int32) -> Int32? {
        var text = [UInt8](repeating: 0, count: 16)
        let count = pread(lock, &text, text.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: text[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}

extension StoreError {
    /// For a system call that has just failed.
    static func last(_ step: String) -> StoreError {
        .folder(step: step, reason: String(cString: strerror(errno)))
    }
}
