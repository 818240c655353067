/// The session that a connection is bound to: kept with the connection, and looked up again at each call, so that a
/// session that has ended opens nothing from that moment on.
final class SessionBinding: Sendable {
    let tokenHash: [UInt8]

    init(tokenHash: [UInt8]) { self.tokenHash = tokenHash }
}
