public import JSONRPC
internal import XinyuAPI

/// Answers the calls of a server from the methods of the services: the one place where session, access, audit,
/// redaction, idempotency, deadline and transaction are done, by what the contract says of each method.
///
/// The way of a call: on the connection's loop its method is looked up, its limits and session are checked and its
/// parameters are decoded. Then, by the method's execution, it is answered at once, from a snapshot, inside a write, or
/// in a task of its own.
public final class Router: CallHandler {
    private let engine: Engine
    private let methods: [String: Method]
    /// The contract as `rpc.discover` answers it.
    private let discovery: [UInt8]

    /// - Throws: `RouterError` when a method of the contract has no implementation, has two, or is not in the contract.
    public convenience init(_ table: MethodTable, in environment: RouterEnvironment) throws(RouterError) {
        try self.init(table, in: environment, contract: Contract.methods)
    }

    /// With another contract than the shipped one, as tests have.
    init(
        _ table: MethodTable, in environment: RouterEnvironment, contract: [MethodDescriptor]
    ) throws(RouterError) {
        var table = table
        table.register(DaemonHealth(environment.serving, contract: contract))
        try RouterError.check(table, against: contract)
        methods = table.methods
        engine = Engine(environment)
        discovery = Array(Contract.openRPC.utf8)
    }

    public func handle(_ call: IncomingCall) {
        guard let method = methods[call.method] else { return handleBuiltIn(call) }
        let descriptor = method.descriptor
        if let limit = descriptor.requestLimit, call.params.count > limit {
            return call.fail(.resourceExhausted("params of this method take \(limit) bytes at most"))
        }
        if let deadline = descriptor.deadline { call.setDeadline(after: deadline) }
        do throws(RPCError) {
            method.answer(engine, try engine.admit(call, to: method))
        } catch {
            call.fail(error)
        }
    }

    public func connectionEnded(_ connection: ServerConnection) {}

    public func answersWhileDraining(_ method: String) -> Bool {
        HealthServiceMethods.all.contains { $0.name == method }
    }

    private func handleBuiltIn(_ call: IncomingCall) {
        switch call.method {
        case "rpc.discover": call.reply(result: discovery)
        default: call.fail(.methodNotFound)
        }
    }
}
