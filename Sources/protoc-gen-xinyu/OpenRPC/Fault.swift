/// A way in which a call can fail, as the document lists it: code −32000 less gRPC's number.
struct Fault {
    let name: String
    let status: Int64
    let message: String

    static let invalidArgument = Fault(name: "INVALID_ARGUMENT", status: 3, message: "a field is not valid")
    static let deadlineExceeded = Fault(name: "DEADLINE_EXCEEDED", status: 4, message: "not done in time")
    static let notFound = Fault(name: "NOT_FOUND", status: 5, message: "not found, or not open to you")
    static let permissionDenied = Fault(
        name: "PERMISSION_DENIED", status: 7, message: "your role does not allow this")
    static let resourceExhausted = Fault(name: "RESOURCE_EXHAUSTED", status: 8, message: "over a limit")
    static let failedPrecondition = Fault(
        name: "FAILED_PRECONDITION", status: 9, message: "the state of things does not allow this")
    static let aborted = Fault(name: "ABORTED", status: 10, message: "changed meanwhile; read again and repeat")
    static let `internal` = Fault(name: "INTERNAL", status: 13, message: "internal error")
    static let unavailable = Fault(name: "UNAVAILABLE", status: 14, message: "not serving now")
    static let unauthenticated = Fault(name: "UNAUTHENTICATED", status: 16, message: "log in first")

    static let all = [
        invalidArgument, deadlineExceeded, notFound, permissionDenied, resourceExhausted, failedPrecondition, aborted,
        `internal`, unavailable, unauthenticated,
    ]

    /// What a call of `method` can meet, by its rules.
    static func of(_ method: Method) -> [Fault] {
        var faults = [invalidArgument, deadlineExceeded, resourceExhausted, `internal`, unavailable]
        if method.rule.permission.text != "anyone" { faults += [unauthenticated, permissionDenied] }
        if method.scopeField != nil { faults.append(notFound) }
        if method.rule.execution != .immediate, method.rule.execution != .reading {
            faults += [failedPrecondition, aborted]
        }
        return all.filter { fault in faults.contains { $0.status == fault.status } }
    }

    var node: JSONNode {
        .object([
            ("code", .number(-32000 - status)), ("message", .text(message)),
            ("data", .object([("status", .text(name))])),
        ])
    }

    var reference: JSONNode { .object([("$ref", .text("#/components/errors/" + name))]) }
}
