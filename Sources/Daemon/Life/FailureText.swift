internal import AuditLog
internal import EventLoop
internal import Store

/// An error as the log may have it: those of store, access log and event loop carry nothing of a person; of any
/// other only the type is told.
struct FailureText: CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        description =
            switch error {
            case let error as StoreError: error.description
            case let error as AuditLogError: error.description
            case let error as EventLoopError: "\(error)"
            default: String(reflecting: type(of: error))
            }
    }
}
