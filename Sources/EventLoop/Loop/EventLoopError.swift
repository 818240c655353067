internal import CUV
internal import Glibc

/// Why something with sockets, processes or the loop could not be done.
public enum EventLoopError: Error, Sendable, Equatable {
    /// The system refused; the step and the error's name, as `EACCES`.
    case system(step: String, name: String)
    /// A socket's path is longer than the kernel takes.
    case pathTooLong(path: String, limit: Int)
    /// Another process answers at the path.
    case alreadyServed(path: String)
    /// Something that is not a socket is in the way.
    case notASocket(path: String)
    /// A value handed over by the service manager makes no sense; its name.
    case badActivation(String)
    /// The loop has been told to stop.
    case loopStopped

    /// For a libuv result, where less than zero is a negated errno.
    static func check(_ code: Int32, _ step: String) throws(EventLoopError) {
        if code < 0 { throw .system(step: step, name: name(of: code)) }
    }

    /// For a system call that has just failed.
    static func last(_ step: String) -> EventLoopError { .system(step: step, name: name(of: -errno)) }

    static func name(of code: Int32) -> String {
        guard let text = uv_err_name(code) else { return "UNKNOWN" }
        return String(cString: text)
    }
}
