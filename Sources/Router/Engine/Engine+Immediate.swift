internal import Access
internal import JSONRPC
internal import XinyuAPI

extension Engine {
    /// From memory, on the loop: for methods that need a session at most and are not recorded.
    func answerAtOnce<Response: ResponseMessage>(
        _ admission: Admission, _ handler: (ImmediateCall) throws -> Response
    ) {
        let (context, _) = passAtOnce(admission)
        do {
            let response = try handler(
                ImmediateCall(context: context, sessionExpiresAt: admission.session?.expiresAt))
            admission.call.reply(result: try response.encodedResult())
        } catch {
            admission.call.fail(RPCError(answering: error))
        }
    }
}
