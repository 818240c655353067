internal import Access
internal import Domain
internal import EventLoop
internal import JSONRPC
internal import XinyuAPI

/// A call as far as it is known without the database: which method, whose session, when.
struct Admission: Sendable {
    let call: IncomingCall
    let method: MethodDescriptor
    /// The method's permission in the policy's words.
    let permission: Access.Permission
    let identity: Identity
    /// Nothing for a caller without a session.
    let session: Session?
    let now: Timestamp

    /// Whether a session, or not even that, is all that is asked for: health must answer while the database does not.
    var needsNoDatabase: Bool {
        (permission == .anyone || permission == .signedIn) && (method.scope == .installation || method.scope == .caller)
    }

    /// The request's message; nothing when the call has been answered with what is wrong with it.
    func request<Request: RequestMessage>(_ type: Request.Type = Request.self) -> Request? {
        do {
            return try Request(params: call.params)
        } catch {
            call.fail(error)
            return nil
        }
    }
}

/// What a call asks for: its request, and the identifier of what it is about as the caller wrote it.
struct Question<Request: RequestMessage>: Sendable {
    let admission: Admission
    let request: Request
    let scopeIdentifier: String

    init(_ admission: Admission, _ request: Request, about scopeIdentifier: String) {
        self.admission = admission
        self.request = request
        self.scopeIdentifier = scopeIdentifier
    }
}
