/// What the contract says of one method: all that access, audit, limits and routing are decided from.
///
/// Made by `protoc-gen-xinyu` from the `rule` option in `proto/`; nobody writes one by hand.
public struct MethodDescriptor: Sendable, Hashable {
    /// As it stands in a request's `method`: `xinyu.v1.UnitService/GetUnit`.
    public let name: String
    /// What the caller must be allowed to do.
    public let permission: Permission
    /// What the access log keeps of a call.
    public let audit: AuditClass
    /// How the method runs, and so which context its handler gets.
    public let execution: Execution
    /// What the call is about; the identifier itself is read from the request by `scopeIdentifier` at registration.
    public let scope: ScopeKind
    /// Whether the caller must say why, in `meta.purpose`.
    public let needsPurpose: Bool
    /// Whether the same `meta.idempotencyKey` gives the same answer.
    public let idempotent: Bool
    /// How long the method may take; nothing stands for the server's default.
    public let deadline: Duration?
    /// Bytes of `params` at most; nothing stands for the server's limit.
    public let requestLimit: Int?
    /// Whether the answer is a stream of messages.
    public let isServerStreaming: Bool
    /// Whether the method may be called while the account's password is one that somebody else has set.
    public let isOpenToFirstPassword: Bool

    public init(
        name: String, permission: Permission, audit: AuditClass, execution: Execution, scope: ScopeKind,
        needsPurpose: Bool = false, idempotent: Bool = false, deadline: Duration? = nil, requestLimit: Int? = nil,
        isServerStreaming: Bool = false, isOpenToFirstPassword: Bool = false
    ) {
        self.name = name
        self.permission = permission
        self.audit = audit
        self.execution = execution
        self.scope = scope
        self.needsPurpose = needsPurpose
        self.idempotent = idempotent
        self.deadline = deadline
        self.requestLimit = requestLimit
        self.isServerStreaming = isServerStreaming
        self.isOpenToFirstPassword = isOpenToFirstPassword
    }
}
