internal import Access
public import XinyuAPI

/// The methods of all services, until a router takes them.
///
///     var table = MethodTable()
///     table.register(UnitServiceImplementation(policy: policy))
///     let router = try Router(table, in: environment)
public struct MethodTable: MethodRegistry {
    public typealias Reading = ReadingCall
    public typealias Changing = ChangingCall
    public typealias Running = RunningCall
    public typealias Immediate = ImmediateCall

    private(set) var methods: [String: Method] = [:]
    /// Registered more than once; told when the router is made.
    private(set) var repeated: [String] = []
    /// Registered with a permission that the policy has no word for.
    private(set) var unknownToPolicy: [String] = []

    public init() {}

    public mutating func addReading<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, ReadingCall) throws -> Response
    ) {
        add(method) { engine, admission in
            guard let request: Request = admission.request() else { return }
            let question = Question(admission, request, about: scopeIdentifier(request))
            engine.read(question) { try handler(request, $0) }
        }
    }

    public mutating func addChanging<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, ChangingCall) throws -> Response
    ) {
        add(method) { engine, admission in
            guard let request: Request = admission.request() else { return }
            let question = Question(admission, request, about: scopeIdentifier(request))
            engine.change(question) { try handler(request, $0) }
        }
    }

    public mutating func addRunning<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, RunningCall) async throws -> Response
    ) {
        add(method) { engine, admission in
            guard let request: Request = admission.request() else { return }
            let question = Question(admission, request, about: scopeIdentifier(request))
            engine.run(question) { run, call in try run.encode(try await handler(request, call)) }
        }
    }

    public mutating func addStreaming<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler:
            @escaping @Sendable (Request, RunningCall, @Sendable (Response) async throws -> Void) async throws -> Void
    ) {
        add(method) { engine, admission in
            guard let request: Request = admission.request() else { return }
            let question = Question(admission, request, about: scopeIdentifier(request))
            engine.run(question) { run, call in
                try await handler(request, call) { try await run.send($0) }
                return []
            }
        }
    }

    public mutating func addImmediate<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, ImmediateCall) throws -> Response
    ) {
        add(method) { engine, admission in
            guard let request: Request = admission.request() else { return }
            engine.answerAtOnce(admission) { try handler(request, $0) }
        }
    }

    private mutating func add(
        _ descriptor: MethodDescriptor, _ answer: @escaping @Sendable (Engine, Admission) -> Void
    ) {
        guard let permission = Access.Permission(rawValue: descriptor.permission.rawValue) else {
            unknownToPolicy.append(descriptor.name)
            return
        }
        let method = Method(descriptor: descriptor, permission: permission, answer: answer)
        if methods.updateValue(method, forKey: descriptor.name) != nil { repeated.append(descriptor.name) }
    }
}
