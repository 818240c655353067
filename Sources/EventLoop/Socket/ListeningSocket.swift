internal import CUV
internal import Glibc

/// A Unix socket that listens and is not yet served: made here, or handed over by the service manager.
public struct ListeningSocket: Sendable {
    let descriptor: Int32
    let path: String?
    private let device: UInt
    private let inode: UInt

    init(adopting descriptor: Int32) {
        self.descriptor = descriptor
        path = nil
        device = 0
        inode = 0
    }

    /// Listens at `path`, in a folder that is made with mode 0750 when it is not there.
    ///
    /// The socket appears under its name only when it has its mode and listens. One that a dead process left is
    /// replaced; one that answers is refused with `alreadyServed`.
    public init(path: String, mode: UInt32 = 0o660, backlog: Int32 = 1024) throws(EventLoopError) {
        let target = try SocketAddress(path: path)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
        let temporary = folder + ".\(getpid())"
        let address = try SocketAddress(path: temporary)
        if mkdir(folder, 0o750) != 0 && errno != EEXIST { throw .last("mkdir") }
        try Self.refuseLiving(target, path: path)
        let descriptor = cuv_stream_socket()
        guard descriptor >= 0 else { throw .last("socket") }
        do throws(EventLoopError) {
            unlink(temporary)
            guard address.withPointer({ Glibc.bind(descriptor, $0, $1) }) == 0 else { throw .last("bind") }
            guard chmod(temporary, mode_t(mode)) == 0 else { throw .last("chmod") }
            guard Glibc.listen(descriptor, backlog) == 0 else { throw .last("listen") }
            var status = stat()
            guard lstat(temporary, &status) == 0 else { throw .last("stat") }
            guard rename(temporary, path) == 0 else { throw .last("rename") }
            self.descriptor = descriptor
            self.path = path
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
    }

    private static func refuseLiving(_ address: SocketAddress, path: String) throws(EventLoopError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let (probe, failure) = address.connect()
        if probe >= 0 { close(probe) }
        // Only a refusal proves that nobody listens; a full queue or a closed door is somebody's.
        if failure != ECONNREFUSED && failure != ENOENT { throw .alreadyServed(path: path) }
    }

    /// Closes, and removes the name if it is still this socket's.
    func closeAndUnlink() {
        if let path {
            var status = stat()
            if lstat(path, &status) == 0, UInt(status.st_dev) == device, UInt(status.st_ino) == inode { unlink(path) }
        }
        close(descriptor)
    }
}
