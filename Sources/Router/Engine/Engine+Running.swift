internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

extension Engine {
    /// Decides access in a read, then runs `body` in a task of its own, which ends with the call.
    func run<Request: RequestMessage>(
        _ question: Question<Request>, _ body: @escaping @Sendable (Run, RunningCall) async throws -> [UInt8]
    ) {
        let admission = question.admission
        let call = admission.call
        guard !call.isNotification else { return refuseNotification(question) }
        if admission.method.isServerStreaming { call.beginStreaming() }
        let key = IdempotencyKey(admission)
        if key == nil, admission.needsNoDatabase, Request.highestFilter == .public {
            let (context, trace) = passAtOnce(admission)
            let run = Run(self, admission, key: nil, context: context, trace: trace)
            return start(run, context) { try await body(run, $0) }
        }
        read { transaction in
            try self.checkStillWanted(call, trace: Trace())
            let (context, trace) = try self.pass(question, in: transaction, units: self.units.tree)
            do {
                return (context, trace, try key?.earlierAnswer(for: context, in: transaction))
            } catch {
                throw CallFailure(cause: error, trace: trace)
            }
        } completion: { (result: Result<(CallContext, Trace, [UInt8]?), any Error>) in
            switch result {
            case .success((let context, let trace, let earlier)):
                let run = Run(self, admission, key: key, context: context, trace: trace)
                self.start(run, context) { running in
                    if let earlier { return earlier }
                    return try await body(run, running)
                }
            case .failure(let error):
                self.fail(admission, error)
            }
        }
    }

    private func start(
        _ run: Run, _ context: CallContext, _ body: @escaping @Sendable (RunningCall) async throws -> [UInt8]
    ) {
        let call = run.admission.call
        let task = Task {
            do {
                if run.admission.method.audit == .access { try await run.ensureRecorded() }
                let answer = try await body(RunningCall(context: context, run: run))
                try await run.ensureRecorded()
                call.reply(result: answer)
            } catch let earlier as EarlierAnswer {
                call.reply(result: earlier.answer)
            } catch {
                // A watch that its caller ends was recorded when it began.
                let cause: any Error = call.isCancelled && run.isRecorded ? CallFailure.Abandoned() : error
                self.fail(run.admission, CallFailure(cause: cause, trace: run.trace))
            }
        }
        call.onCancel { task.cancel() }
    }
}
