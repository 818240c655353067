internal import AuditLog
internal import Store

/// An error as the log may have it: those of store and access log speak for themselves and carry nothing of a person;
/// of any other only the type is told.
struct FailureText: CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        description =
            switch error {
            case let error as StoreError: error.description
            case let error as AuditLogError: error.description
            default: String(reflecting: type(of: error))
            }
    }
}
