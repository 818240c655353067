internal import Glibc

extension LogVerifier {
    /// Verifies the file at `path`, reading it once, a piece at a time.
    public mutating func verify(file path: String) -> LogVerdict {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return unreadable() }
        defer { close(descriptor) }
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return unreadable() }
            if count == 0 { return finish() }
            append(piece[..<count])
        }
    }

    private func unreadable() -> LogVerdict {
        let code = errno
        return .unverifiable(.unreadable(String(cString: strerror(code))))
    }
}
