internal import JSONRPC

extension FreeText {
    /// Several texts, each of which must say something.
    static func list(_ texts: [String], atMost most: Int, field: String) throws(RPCError) -> [String] {
        guard texts.count <= most else { throw .invalidArgument(field: field, description: "has at most \(most)") }
        var checked: [String] = []
        for (index, text) in texts.enumerated() {
            checked.append(try required(text, field: "\(field)[\(index)]"))
        }
        return checked
    }
}

extension String {
    /// Not more than so many characters; what was cut off is marked.
    func shortened(to most: Int) -> String { count <= most ? self : prefix(most - 1) + "…" }
}
