import Foundation
import JSONRPC
import TestInstallation
import XinyuAPI

/// A reading call by somebody, and what came of it as text, stream or error.
struct ViewCall: Sendable {
    let reader: MarkedSchool.Reader
    let method: MethodDescriptor
    /// What it asks for beside its subject, as `states=CARE_STATE_REMOVED`; empty for nothing.
    let filter: String
    private let params: [UInt8]

    /// - Parameter values: beside what the call is about.
    init(
        _ method: MethodDescriptor, as reader: MarkedSchool.Reader, _ values: [String: any Sendable],
        filter: String = ""
    ) throws {
        (self.method, self.reader, self.filter) = (method, reader, filter)
        params = Array(try JSONSerialization.data(withJSONObject: values))
    }

    struct Outcome: Sendable {
        /// The answer, or everything that a stream told; empty when the call failed.
        var answer = ""
        var error: String?
    }

    func make(over client: RPCClient) async -> Outcome {
        let meta = CallMeta(
            authorization: "Bearer " + reader.session.token,
            // A watch that is allowed has no end of its own.
            timeout: method.name.contains("/Watch") ? .milliseconds(1_500) : nil,
            purpose: Marker(.purpose, .nobody).text)
        var outcome = Outcome()
        do {
            if method.isServerStreaming {
                for try await message in client.stream(method.name, params: params, meta: meta) {
                    outcome.answer += String(decoding: message, as: UTF8.self)
                }
            } else {
                outcome.answer = String(
                    decoding: try await client.call(method.name, params: params, meta: meta), as: UTF8.self)
            }
        } catch let error as RPCError {
            let fields = error.details.fieldViolations.map { "\($0.field): \($0.description)" }
            outcome.error = ([error.description] + fields).joined(separator: "; ")
        } catch {
            outcome.error = "\(error)"
        }
        return outcome
    }

    /// All of them, many at a time; the outcomes in their order.
    static func make(_ calls: [ViewCall], over client: RPCClient) async -> [Outcome] {
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var outcomes: [Int: Outcome] = [:]
            for (index, call) in calls.enumerated() {
                if index >= 64, let (done, outcome) = await group.next() { outcomes[done] = outcome }
                group.addTask { (index, await call.make(over: client)) }
            }
            for await (done, outcome) in group { outcomes[done] = outcome }
            return calls.indices.map { outcomes[$0] ?? Outcome(error: "was not made") }
        }
    }
}
