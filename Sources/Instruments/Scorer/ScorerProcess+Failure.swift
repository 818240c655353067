internal import CInstrument
internal import EventLoop
internal import Glibc

extension ScorerProcess {
    /// Ends the child, if that is still to be done, and says in one word what has happened.
    static func failure(
        _ fault: ScorerChannel.Fault, of child: ChildProcess, lastWords: [UInt8]?
    ) -> ScoringFailure {
        switch fault {
        case .timedOut:
            _ = child.kill()
            return .timedOut
        case .nonsense:
            _ = child.kill()
            return .impossibleResult("it wrote to the channel itself")
        case .closed:
            // The channel can close without the process ending, when an instrument closes it.
            return failure(ended(child), words: printable(lastWords ?? []))
        }
    }

    /// Waits a moment for the child to end by itself, so that its own word on the cause is not overwritten.
    private static func ended(_ child: ChildProcess) -> ChildProcess.Ending {
        var request = pollfd(fd: -1, events: 0, revents: 0)
        for _ in 0..<50 {
            if let ending = child.endingIfAny() { return ending }
            _ = poll(&request, 0, 2)
        }
        return child.kill()
    }

    private static func failure(_ ending: ChildProcess.Ending, words: String) -> ScoringFailure {
        switch ending {
        case .killed(signal: SIGSYS): .forbiddenCall
        case .killed(signal: SIGXCPU): .timedOut
        case .killed(let signal): .crashed("signal \(signal)")
        case .exited(let code):
            switch Int(code) {
            case XINYU_EXIT_UNREADABLE, XINYU_EXIT_SIGNATURE, XINYU_EXIT_KEY, XINYU_EXIT_COMMENT, XINYU_EXIT_HASH:
                .notVerified(words)
            case XINYU_EXIT_SANDBOX: .sandboxUnavailable(words)
            case XINYU_EXIT_LOAD, XINYU_EXIT_ENTRY, XINYU_EXIT_ABI: .notLoadable(words)
            case XINYU_EXIT_OVERRUN: .wroteOutsideItsBuffers
            case XINYU_EXIT_RESULT: .impossibleResult(words)
            case XINYU_EXIT_CRASHED: .crashed(words)
            case 127: .helperUnavailable("it cannot be executed")
            default: .crashed("it ended the process with code \(code)")
            }
        }
    }

    /// Last words may hold names that an instrument has chosen: what is not plain text does not reach a log.
    private static func printable(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix(300).map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
}
