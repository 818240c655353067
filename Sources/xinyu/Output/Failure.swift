internal import ArgumentParser
internal import EventLoop
internal import JSONRPC

/// What the process ends with.
enum Failure {
    static let refused = ExitCode(1)
    static let unreachable = ExitCode(2)
    static let notAllowed = ExitCode(3)

    /// Tells the person and gives the exit code.
    static func report(_ error: RPCError) -> ExitCode {
        let chinese =
            Language.current == .chinese
            ? Words.chineseRefusal(error.message) ?? Words.chineseError(error.message) : nil
        Output.note("\(headline(error))\(chinese ?? error.message)")
        for violation in error.details.fieldViolations.dropFirst() {
            Output.note("  \(violation.field): \(violation.description)")
        }
        if let delay = error.details.retryDelay {
            let seconds = max(1, delay.components.seconds)
            Output.note(Language.current.text(en: "try again in \(seconds) s", zh: "请在 \(seconds) 秒后重试"))
        }
        if let request = error.details.requestID {
            Output.note(Language.current.text(en: "request \(request)", zh: "请求编号 \(request)"))
        }
        return switch error.status {
        case .unauthenticated, .permissionDenied: notAllowed
        case .unavailable: unreachable
        default: refused
        }
    }

    private static func headline(_ error: RPCError) -> String {
        guard Language.current == .chinese else { return "" }
        return switch error.status {
        case .unauthenticated: "未登录或登录已失效："
        case .permissionDenied: "没有权限："
        case .notFound: "不存在或无权查看："
        case .invalidArgument: "输入有误："
        case .failedPrecondition: "当前状态不允许："
        case .alreadyExists: "已存在："
        case .unavailable: "服务不可用："
        case .deadlineExceeded: "超时："
        case .resourceExhausted: "超出限制："
        default: "失败："
        }
    }

    static func report(_ error: EventLoopError, socket: String) -> ExitCode {
        let reason =
            switch error {
            case .system(_, let name): name
            case .pathTooLong(_, let limit): "path longer than \(limit) bytes"
            default: "\(error)"
            }
        Output.note(
            Language.current.text(
                en: "cannot reach the daemon at \(socket) (\(reason)); is xinyud running, and XINYU_SOCKET right?",
                zh: "无法连接 \(socket)（\(reason)）；请确认 xinyud 已启动、XINYU_SOCKET 正确"))
        return unreachable
    }
}
