import Foundation
import JSONRPC
import TestInstallation
import XinyuAPI

/// One cell of the matrix: a method, called by somebody, about something.
struct MatrixCall: Sendable {
    let method: MethodDescriptor
    let params: [UInt8]
    let meta: CallMeta
    /// Found again in the log.
    let name: String

    init(
        _ method: MethodDescriptor, field: String?, about thing: String?, campaign: String? = nil,
        as session: SampleSchool.Visitor?, named name: String
    ) throws {
        self.method = method
        self.name = name
        var values = Self.extras[method.name] ?? [:]
        if let field, let thing { values[field] = thing }
        if let campaign, field == "unitId" { values["campaignId"] = campaign }
        params = Array(try JSONSerialization.data(withJSONObject: values))
        meta = CallMeta(
            authorization: session.map { "Bearer " + $0.token },
            // A watch that is allowed has no end of its own.
            timeout: method.isServerStreaming ? .seconds(2) : nil, purpose: "matrix", requestID: name)
    }

    /// Where a call needs more to be about anything at all. All else is sent without: it must be access that refuses,
    /// and what comes after access may say that fields are missing.
    private static let extras: [String: [String: String]] = [
        // In both schools.
        "xinyu.v1.RosterService/FindStudent": ["number": "2026070001"],
        "xinyu.v1.InstrumentService/GetInstrument": ["instrumentId": "phq9", "version": "1.0.0"],
        "xinyu.v1.InstrumentService/ActivateInstrument": ["instrumentId": "phq9", "version": "1.0.0"],
        "xinyu.v1.InstrumentService/RetireInstrument": ["instrumentId": "phq9", "version": "1.0.0"],
        "xinyu.v1.InstrumentService/VerifyInstrument": ["instrumentId": "phq9", "version": "1.0.0"],
        "xinyu.v1.InstrumentService/SuspendInstrument": ["instrumentId": "phq9", "version": "1.0.0"],
        "xinyu.v1.InstrumentService/ReinstateInstrument": ["instrumentId": "phq9", "version": "1.0.0"],
        "xinyu.v1.InstrumentService/UninstallInstrument": ["instrumentId": "phq9", "version": "1.0.0"],
        "xinyu.v1.InstrumentService/GetInstrumentHistory": ["instrumentId": "phq9"],
    ]

    enum Outcome: Sendable {
        case answered([UInt8])
        case failed(RPCError)

        var status: GRPCStatus? {
            if case .failed(let error) = self { error.status } else { nil }
        }
    }

    func make(over client: RPCClient) async -> Outcome {
        do {
            if method.isServerStreaming {
                for try await _ in client.stream(method.name, params: params, meta: meta) {}
                return .answered([])
            }
            return .answered(try await client.call(method.name, params: params, meta: meta))
        } catch let error as RPCError {
            return .failed(error)
        } catch {
            return .failed(RPCError(.internalError, "\(error)"))
        }
    }

    /// All of them, many at a time; the outcomes in their order.
    static func make(_ calls: [MatrixCall], over client: RPCClient) async -> [Outcome] {
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var outcomes: [Int: Outcome] = [:]
            for (index, call) in calls.enumerated() {
                if index >= 64, let (done, outcome) = await group.next() { outcomes[done] = outcome }
                group.addTask { (index, await call.make(over: client)) }
            }
            for await (done, outcome) in group { outcomes[done] = outcome }
            return calls.indices.compactMap { outcomes[$0] }
        }
    }
}
