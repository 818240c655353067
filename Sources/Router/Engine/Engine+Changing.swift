internal import AuditLog
internal import JSONRPC
internal import Store
internal import XinyuAPI

extension Engine {
    /// One write: earlier answer, access, the method, redaction, text, record, all committed together or not at all.
    func change<Request: RequestMessage, Response: ResponseMessage>(
        _ question: Question<Request>, _ handler: @escaping @Sendable (ChangingCall) throws -> Response
    ) {
        let admission = question.admission
        let call = admission.call
        guard !call.isNotification else { return refuseNotification(question) }
        let key = IdempotencyKey(admission)
        write { transaction, pending in
            try self.checkStillWanted(call, trace: Trace())
            let units = self.units.treeForWriting
            let (context, trace) = try self.pass(question, in: transaction, units: units)
            do {
                if let earlier = try key?.earlierAnswer(for: context, in: transaction) {
                    try self.record(admission, trace, .ok, in: transaction)
                    return earlier
                }
                let changing = ChangingCall(
                    context: context, transaction: transaction, units: units, random: self.random)
                var response = try handler(changing)
                response.redact(above: context.ceiling)
                let answer = try response.encodedResult()
                try self.record(admission, trace.counting(changing.counts), .ok, in: transaction)
                try key?.keep(answer, for: context, in: transaction)
                // The last look: what is undone from here on is undone whole.
                try self.checkStillWanted(call, trace: trace)
                try self.settle(changing.effects, at: admission.now, in: transaction, pending)
                return answer
            } catch {
                throw CallFailure(cause: error, trace: trace)
            }
        } completion: { (result: Result<[UInt8], any Error>) in
            switch result {
            case .success(let answer): call.reply(result: answer)
            case .failure(let error): self.fail(admission, error)
            }
        }
    }
}
