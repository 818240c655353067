/// Where a request's members lie, before they are judged.
struct EnvelopeDraft {
    /// In bytes.
    private static let longestMethod = 256

    var version: JSONValue?
    var id: JSONValue?
    var method: JSONValue?
    var params: JSONValue?
    var meta = MetaDraft()

    /// Judges the members in the order in which a caller can mend them: request, then id, then parameters.
    func element(from scanner: JSONScanner, lastMethod: inout String) -> ScannedElement {
        var callID: CallID?
        if let id {
            guard id.kind == .string || id.kind == .number || id.kind == .null else {
                return .fault(.invalidRequest("id is a string, a number or null"), id: .null)
            }
            guard id.range.count <= CallID.longest else {
                return .fault(.invalidRequest("id takes \(CallID.longest) bytes at most"), id: .null)
            }
            callID = CallID(Array(scanner.source[id.range]))
        }
        if scanner.hasDuplicateKey {
            // The key that comes twice may be the id itself.
            return .fault(.invalidRequest("a key comes twice in one object"), id: .null)
        }
        guard let version, Self.isTwo(version, in: scanner) else {
            return .fault(.invalidRequest("jsonrpc is \"2.0\""), id: callID ?? .null)
        }
        guard let method, method.kind == .string else {
            return .fault(.invalidRequest("method is a string"), id: callID ?? .null)
        }
        guard method.range.count <= Self.longestMethod else {
            return .fault(.invalidRequest("method takes \(Self.longestMethod) bytes at most"), id: callID ?? .null)
        }
        if let params, params.kind != .object {
            return Self.fault(.invalidParams("params is an object, with members by name"), id: callID)
        }
        switch meta.value(from: scanner) {
        case .failure(let error): return Self.fault(error, id: callID)
        case .success(let meta):
            return .request(
                Envelope(
                    id: callID, method: Self.name(method, in: scanner, last: &lastMethod),
                    params: params.map { Array(scanner.source[$0.range]) } ?? [], meta: meta))
        }
    }

    private static func fault(_ error: RPCError, id: CallID?) -> ScannedElement {
        id.map { .fault(error, id: $0) } ?? .badNotification(error)
    }

    private static func isTwo(_ version: JSONValue, in scanner: JSONScanner) -> Bool {
        version.kind == .string
            && (version.hasEscapes ? scanner.string(version) == "2.0" : scanner.string(version, is: "2.0"))
    }

    private static func name(_ method: JSONValue, in scanner: JSONScanner, last: inout String) -> String {
        if !method.hasEscapes {
            let bytes = scanner.source[method.range.dropFirst().dropLast()]
            let isLast = last.utf8.withContiguousStorageIfAvailable { JSONSource.isEqual(.init($0), bytes) } ?? false
            if isLast { return last }
        }
        last = scanner.string(method)
        return last
    }
}
