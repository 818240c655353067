internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Prints one service: descriptors, protocol, registration, client.
struct ServicePrinter {
    private let service: Service
    private let imports: [String]

    init(_ service: Service, imports: [String]) {
        self.service = service
        self.imports = imports
    }

    private var name: String { service.swiftName }
    /// The contexts that its methods use, in a fixed order.
    private var contexts: [String] {
        let used = Set(service.methods.map(\.rule.execution))
        return [Rule.Execution.reading, .changing, .running, .immediate].filter(used.contains).map(\.context)
    }

    func text() -> String {
        var printer = SwiftPrinter.begin(
            source: service.descriptor.file.name, publicImports: imports + ["JSONRPC"])
        printMethods(&printer)
        printProtocol(&printer)
        printRegistration(&printer)
        printClient(&printer)
        return printer.content
    }

    private func printMethods(_ printer: inout CodePrinter) {
        printer.print("", "/// The methods of `\(service.descriptor.fullName)` with their rules.")
        printer.print("public enum \(name)Methods {")
        printer.withIndentation { printer in
            for method in service.methods {
                let arguments = Self.arguments(method)
                printer.print("public static let \(method.swiftName) = MethodDescriptor(")
                printer.printIndented(arguments.joined(separator: ", ") + ")")
            }
            let all = service.methods.map(\.swiftName).joined(separator: ", ")
            printer.print("", "public static let all: [MethodDescriptor] = [\(all)]")
        }
        printer.print("}")
    }

    private static func arguments(_ method: Method) -> [String] {
        let rule = method.rule
        var arguments = [
            "name: \(SwiftPrinter.literal(method.wireName))", "permission: .\(rule.permission.swiftCase)",
            "audit: .\(rule.audit.swiftCase)", "execution: .\(rule.execution.rawValue)",
            "scope: .\(rule.scope.swiftCase)",
        ]
        if rule.needsPurpose { arguments.append("needsPurpose: true") }
        if rule.idempotent { arguments.append("idempotent: true") }
        if rule.deadline > 0 { arguments.append("deadline: .milliseconds(\(rule.deadline))") }
        if rule.requestLimit > 0 { arguments.append("requestLimit: \(rule.requestLimit)") }
        if method.descriptor.serverStreaming { arguments.append("isServerStreaming: true") }
        if rule.isOpenToFirstPassword { arguments.append("isOpenToFirstPassword: true") }
        return arguments
    }

    private func printProtocol(_ printer: inout CodePrinter) {
        printer.print("")
        printer.printDocumentation(service.descriptor)
        printer.print("public protocol \(name): Sendable {")
        printer.withIndentation { printer in
            for context in contexts { printer.print("associatedtype \(context)") }
            for method in service.methods {
                printer.print("")
                printer.printDocumentation(method.descriptor)
                printer.print(Self.requirement(method))
            }
        }
        printer.print("}")
    }

    private static func requirement(_ method: Method) -> String {
        let head = "func \(method.swiftName)(_ request: \(method.request), _ call: \(method.rule.execution.context)"
        if method.descriptor.serverStreaming {
            return head + ", _ send: @Sendable (\(method.response)) async throws -> Void) async throws"
        }
        return head + (method.rule.execution == .running ? ") async throws" : ") throws") + " -> \(method.response)"
    }

    private func printRegistration(_ printer: inout CodePrinter) {
        let conditions = contexts.map { "Service.\($0) == \($0)" }.joined(separator: ", ")
        printer.print("", "extension MethodRegistry {")
        printer.withIndentation { printer in
            printer.print("/// Makes every method of `\(service.descriptor.fullName)` known.")
            printer.print("public mutating func register<Service: \(name)>(_ service: Service)")
            if !conditions.isEmpty { printer.print("where \(conditions)") }
            printer.print("{")
            printer.withIndentation { printer in
                for method in service.methods { printRegistration(of: method, &printer) }
            }
            printer.print("}")
        }
        printer.print("}")
    }

    private func printRegistration(of method: Method, _ printer: inout CodePrinter) {
        let scope = method.scopeField.map { "{ (request: \(method.request)) in request.\(SwiftName.of($0).name) }" }
        let streams = method.descriptor.serverStreaming
        let function = streams ? "addStreaming" : "add" + method.rule.execution.context
        let effects = method.rule.execution == .running ? "try await " : "try "
        let parameters = streams ? "request, call, send" : "request, call"
        printer.print("\(function)(")
        printer.withIndentation { printer in
            printer.print("\(name)Methods.\(method.swiftName),")
            printer.print("scopeIdentifier: \(scope ?? "{ (_: \(method.request)) in \"\" }"),")
            printer.print("{ \(parameters) in \(effects)service.\(method.swiftName)(\(parameters)) })")
        }
    }

    private func printClient(_ printer: inout CodePrinter) {
        printer.print("", "/// Calls `\(service.descriptor.fullName)`.")
        printer.print("public struct \(name)Client: Sendable {")
        printer.withIndentation { printer in
            printer.print("private let caller: any APICaller", "")
            printer.print("public init(_ caller: any APICaller) {")
            printer.printIndented("self.caller = caller")
            printer.print("}")
            for method in service.methods {
                let streams = method.descriptor.serverStreaming
                let meta = "_ meta: CallMeta = CallMeta()"
                let result = streams ? "-> MessageStream<\(method.response)>" : "async throws -> \(method.response)"
                printer.print("")
                printer.printDocumentation(method.descriptor)
                printer.print("public func \(method.swiftName)(_ request: \(method.request), \(meta)) \(result) {")
                let call = streams ? "caller.stream" : "try await caller.call"
                printer.printIndented("\(call)(\(name)Methods.\(method.swiftName), request, meta)")
                printer.print("}")
            }
        }
        printer.print("}")
    }
}
