internal import Access
internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import Vault
internal import XinyuAPI

/// A session that was opened in a write, and what its caller is told. It counts from the commit on.
struct NewSession: Sendable {
    let tokenHash: [UInt8]
    let response: APILoginResponse

    /// Opens a session of an account that is active. It ends at `end`, or when the limits say so, whichever is first.
    init(of account: Identifier, until end: Timestamp, _ limits: SessionLimits, _ call: ChangingCall) throws {
        let now = call.context.now
        guard let identity = try call.transaction.identity(of: account, at: now) else {
            throw RPCError.unauthenticated()
        }
        let token = SessionToken(randomFrom: call.random)
        let expiresAt = min(end, now + limits.absolute)
        let surplus = try call.transaction.openSessions(of: account, at: now).dropLast(limits.perAccount - 1)
        for oldest in surplus {
            try call.transaction.revokeSession(tokenHash: oldest.tokenHash, at: now)
            call.sessionEnded(tokenHash: oldest.tokenHash)
        }
        try call.transaction.insert(
            SessionRecord(tokenHash: token.hash, account: account, createdAt: now, usedAt: now, expiresAt: expiresAt))
        call.sessionOpened(
            Session(tokenHash: token.hash, identity: identity, createdAt: now, expiresAt: expiresAt, usedAt: now))
        tokenHash = token.hash
        response = .with { response in
            response.token = token.text
            response.accountID = account.description
            response.studentID = identity.studentID?.description ?? ""
            response.expiresAt = Google_Protobuf_Timestamp(expiresAt)
            response.grants = identity.grants.map { APIGrant($0) }
            response.mustChangePassword = identity.standing == .firstPassword
        }
    }
}

extension APIWhoAmIResponse {
    init(_ identity: Identity, expiresAt: Timestamp) {
        self.init()
        accountID = identity.accountID.description
        studentID = identity.studentID?.description ?? ""
        grants = identity.grants.map { APIGrant($0) }
        self.expiresAt = Google_Protobuf_Timestamp(expiresAt)
        mustChangePassword = identity.standing == .firstPassword
    }
}
