internal import AuditLog
internal import JSONRPC
internal import Store
internal import XinyuAPI

extension Engine {
    /// What a read has come to: the answer's text, and what its record must tell.
    private struct Reading: Sendable {
        let answer: [UInt8]
        let trace: Trace
    }

    /// One snapshot: access, the method, redaction, text. An audited answer waits until its record is durable.
    func read<Request: RequestMessage, Response: ResponseMessage>(
        _ question: Question<Request>, _ handler: @escaping @Sendable (ReadingCall) throws -> Response
    ) {
        let admission = question.admission
        let call = admission.call
        read { transaction in
            try self.checkStillWanted(call, trace: Trace())
            let (context, trace) = try self.pass(question, in: transaction, units: self.units.tree)
            let reading = ReadingCall(context: context, transaction: transaction, units: self.units.tree)
            do {
                var response = try handler(reading)
                response.redact(above: context.ceiling)
                return Reading(answer: try response.encodedResult(), trace: trace.counting(reading.counts))
            } catch {
                throw CallFailure(cause: error, trace: trace)
            }
        } completion: { (result: Result<Reading, any Error>) in
            switch result {
            case .success(let reading):
                guard admission.isAudited else { return call.reply(result: reading.answer) }
                self.record(admission, reading.trace, .ok) { call.reply(result: reading.answer) }
            case .failure(let error):
                self.fail(admission, error)
            }
        }
    }
}
