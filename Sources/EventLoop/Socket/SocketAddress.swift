internal import CUV
internal import Glibc

/// A Unix socket's path, known to fit what the kernel takes.
struct SocketAddress {
    private var raw: sockaddr_un
    private let length: socklen_t

    /// Bytes of a path, without the zero that ends it.
    static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// A path, or with a leading `@` a name in the abstract space.
    init(path: String, allowsAbstract: Bool = false) throws(EventLoopError) {
        var bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count <= Self.longestPath, !bytes.contains(0) else {
            throw .pathTooLong(path: path, limit: Self.longestPath)
        }
        let isAbstract = allowsAbstract && bytes[0] == UInt8(ascii: "@")
        if isAbstract { bytes[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        raw = address
        let header = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: address.sun_path)
        // An abstract name is as long as it is said to be: a zero at its end would be a part of it.
        length = socklen_t(header + bytes.count + (isAbstract ? 0 : 1))
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: raw) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    /// The connected descriptor, or the errno.
    func connect() -> (descriptor: Int32, failure: Int32) {
        let descriptor = cuv_stream_socket()
        guard descriptor >= 0 else { return (-1, errno) }
        guard withPointer({ Glibc.connect(descriptor, $0, $1) }) == 0 else {
            let failure = errno
            close(descriptor)
            return (-1, failure)
        }
        return (descriptor, 0)
    }
}
