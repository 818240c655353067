internal import Access
internal import Domain
internal import JSONRPC
internal import Store
internal import Vault
internal import XinyuAPI

/// The caller's word that a call is the same as one before, for methods that keep their answers.
///
/// Keys belong to an account. The same key with another method or other parameters is refused: it is a mistake of the
/// caller's, and either answer would be wrong.
struct IdempotencyKey: Sendable {
    private let account: Identifier
    private let key: String
    private let method: String
    private let params: [UInt8]

    /// Nothing when the caller gave no key, or the method keeps no answers.
    init?(_ admission: Admission) {
        guard admission.method.idempotent, let key = admission.call.meta.idempotencyKey, !key.isEmpty else {
            return nil
        }
        account = admission.identity.accountID
        self.key = key
        method = admission.method.name
        params = admission.call.params
    }

    /// The answer that was committed under this key.
    func earlierAnswer(for context: CallContext, in transaction: ReadTransaction) throws -> [UInt8]? {
        guard let kept = try transaction.idempotentCall(of: account, key: key) else { return nil }
        guard kept.method == method, kept.requestHash == requestHash(context) else {
            throw RPCError.alreadyExists("this idempotency key was used for another request; use a new key")
        }
        return kept.response
    }

    /// Keeps `answer` for a repetition, in the transaction of what it tells.
    func keep(_ answer: [UInt8], for context: CallContext, in transaction: WriteTransaction) throws {
        try transaction.insert(
            IdempotentCall(
                account: account, key: key, method: method, requestHash: requestHash(context), response: answer,
                at: context.now))
    }

    /// With the clearance: an answer that was made for another one may hold too much.
    private func requestHash(_ context: CallContext) -> [UInt8] {
        SHA256Digest(of: params + [UInt8(truncatingIfNeeded: context.ceiling.rawValue)]).bytes
    }
}
