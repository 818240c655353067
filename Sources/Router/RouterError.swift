internal import XinyuAPI

/// Why a router cannot be made: the services and the contract do not fit each other.
public enum RouterError: Error, Sendable, Equatable {
    /// Methods of the contract that no service answers.
    case notImplemented([String])
    /// Methods that two services answer.
    case implementedTwice([String])
    /// Methods that the contract does not know, or knows otherwise.
    case notInContract([String])
    /// Methods whose permission the policy has no word for.
    case unknownPermission([String])
    /// Methods that answer from memory and so can neither be recorded nor ask the database for access.
    case tooMuchForImmediate([String])
}

extension RouterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notImplemented(let names): "no service answers \(names.joined(separator: ", "))"
        case .implementedTwice(let names): "two services answer \(names.joined(separator: ", "))"
        case .notInContract(let names): "the contract does not have \(names.joined(separator: ", "))"
        case .unknownPermission(let names):
            "the policy has no word for the permission of \(names.joined(separator: ", "))"
        case .tooMuchForImmediate(let names):
            "an immediate method has no record and needs a session at most: \(names.joined(separator: ", "))"
        }
    }
}

extension RouterError {
    static func check(_ table: MethodTable, against contract: [MethodDescriptor]) throws(RouterError) {
        if !table.repeated.isEmpty { throw .implementedTwice(table.repeated.sorted()) }
        if !table.unknownToPolicy.isEmpty { throw .unknownPermission(table.unknownToPolicy.sorted()) }
        let known = Dictionary(contract.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let missing = known.keys.filter { table.methods[$0] == nil }
        if !missing.isEmpty { throw .notImplemented(missing.sorted()) }
        let strange = table.methods.values.filter { known[$0.descriptor.name] != $0.descriptor }
        if !strange.isEmpty { throw .notInContract(strange.map(\.descriptor.name).sorted()) }
        let heavy = contract.filter { method in
            method.execution == .immediate
                && (method.audit != .none || ![.anyone, .signedIn].contains(method.permission))
        }
        if !heavy.isEmpty { throw .tooMuchForImmediate(heavy.map(\.name).sorted()) }
    }
}
