/// The parameters of `rpc.cancel`: `{"id":<the call's id>}`.
enum CancelRequest {
    /// The id by its own text, or nothing when there is none. `params` has been found valid with its line.
    static func id(in params: [UInt8]) -> CallID? {
        params.withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes)
            var found: JSONValue?
            let isObject =
                !bytes.isEmpty
                && scanner.object { scanner, key in
                    guard let value = scanner.capture() else { return false }
                    if scanner.key(key, is: "id") { found = value }
                    return true
                }
            guard isObject, let found, found.kind == .string || found.kind == .number || found.kind == .null else {
                return nil
            }
            return CallID(Array(bytes[found.range]))
        }
    }
}
