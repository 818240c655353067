internal import AuditLog
internal import Domain
internal import JSONRPC
internal import Store
internal import Synchronization
internal import XinyuAPI

/// A running call from its admission to its answer: above all, whether its record is durable.
///
/// The record of a call that opens personal data is durable before the method starts; any other is committed with the
/// call's first write or, if there is none, before anything of the answer leaves.
final class Run: Sendable {
    private enum Recorded { case not, inAnOpenCommit, durably }

    private struct State {
        var recorded: Recorded
        var trace: Trace
    }

    let engine: Engine
    let admission: Admission
    let key: IdempotencyKey?
    let context: CallContext
    private let state: Mutex<State>

    init(_ engine: Engine, _ admission: Admission, key: IdempotencyKey?, context: CallContext, trace: Trace) {
        self.engine = engine
        self.admission = admission
        self.key = key
        self.context = context
        state = Mutex(State(recorded: admission.isAudited ? .not : .durably, trace: trace))
    }

    var call: IncomingCall { admission.call }
    var trace: Trace { state.withLock { $0.trace } }

    /// Whether the call's record is durable, or none is kept.
    var isRecorded: Bool { state.withLock { $0.recorded } == .durably }

    func amend(_ body: (inout Trace) -> Void) { state.withLock { body(&$0.trace) } }

    // MARK: Writing

    func write<Value: Sendable>(_ body: @escaping @Sendable (ChangingCall) throws -> Value) async throws -> Value {
        do {
            return try await engine.write { transaction, pending in
                try self.checkStillWanted()
                let changing = ChangingCall(
                    context: self.context, transaction: transaction, units: self.engine.units.treeForWriting,
                    random: self.engine.random)
                let value = try body(changing)
                try self.recordOnce(changing.counts, in: transaction)
                try self.checkStillWanted()
                try self.engine.settle(changing.effects, at: self.context.now, in: transaction, pending)
                return value
            }
        } catch {
            state.withLock { if $0.recorded == .inAnOpenCommit { $0.recorded = .not } }
            throw error
        }
    }

    /// Keeps the answer with the write. Throws `EarlierAnswer` when the same call was committed meanwhile.
    func commit<Response: ResponseMessage>(
        _ body: @escaping @Sendable (ChangingCall) throws -> Response
    ) async throws -> Response {
        guard let key else { return try await write(body) }
        return try await write { changing in
            if let answer = try key.earlierAnswer(for: self.context, in: changing.transaction) {
                throw EarlierAnswer(answer: answer)
            }
            let response = try body(changing)
            try key.keep(try self.encode(response), for: self.context, in: changing.transaction)
            return response
        }
    }

    /// On the writer.
    private func recordOnce(_ counts: AuditCounts, in transaction: WriteTransaction) throws {
        let trace: Trace? = state.withLock { state in
            state.trace.counts.add(counts)
            guard state.recorded == .not else { return nil }
            state.recorded = .inAnOpenCommit
            return state.trace
        }
        guard let trace else { return }
        try engine.record(admission, trace, .ok, in: transaction)
        transaction.afterCommit { self.state.withLock { $0.recorded = .durably } }
    }

    /// Returns when the call's record is durable.
    func ensureRecorded() async throws {
        guard !isRecorded else { return }
        _ = try await write { _ in }
    }

    private func checkStillWanted() throws {
        if call.isCancelled { throw CallFailure.Abandoned() }
    }

    // MARK: Answering

    /// The response as the caller may see it.
    func encode(_ response: some ResponseMessage) throws -> [UInt8] {
        try encode(response, ceiling: context.ceiling)
    }

    private func encode(_ response: some ResponseMessage, ceiling: Sensitivity) throws -> [UInt8] {
        var response = response
        response.redact(above: ceiling)
        return try response.encodedResult()
    }

    /// Sends one message of the stream, as far as the caller may still see it. Nothing of the log or of keys is told before it is recorded who asked.
    func send(_ message: some ResponseMessage) async throws {
        if admission.method.audit == .security { try await ensureRecorded() }
        try await call.send(message: try encode(message, ceiling: try engine.presentCeiling(of: admission, context)))
    }
}
