import Foundation
import XinyuAPI

/// What the contract tells its callers of itself: which field holds what a call is about, and how closely each field of
/// an answer is held.
struct OpenRPCDocument {
    struct Broken: Error {}

    private let methods: [String: [String: Any]]
    private let schemas: [String: [String: Any]]

    init() throws {
        guard let document = try JSONSerialization.jsonObject(with: Data(Contract.openRPC.utf8)) as? [String: Any],
            let methods = document["methods"] as? [[String: Any]],
            let components = document["components"] as? [String: Any],
            let schemas = components["schemas"] as? [String: [String: Any]]
        else { throw Broken() }
        self.methods = Dictionary(uniqueKeysWithValues: methods.map { ($0["name"] as? String ?? "", $0) })
        self.schemas = schemas
    }

    /// As `unitId`; nothing when a method is about the caller or the installation.
    func scopeField(of method: String) -> String? {
        (methods[method]?["x-scope"] as? [String: Any])?["field"] as? String
    }

    /// Paths of fields in `answer` that are held more closely than `ceiling`.
    func fields(above ceiling: String, in answer: Any, of method: String) -> [String] {
        let schema = (methods[method]?["result"] as? [String: Any])?["schema"] as? [String: Any]
        return fields(above: ceiling, in: answer, as: schema ?? [:], path: "")
    }

    /// What a request can choose by: each field that is a word of a closed list, or several, with its words.
    func choices(of method: String) -> [(field: String, isList: Bool, words: [String])] {
        let params = methods[method]?["params"] as? [[String: Any]] ?? []
        return params.compactMap { param in
            guard let name = param["name"] as? String, let schema = param["schema"] as? [String: Any] else {
                return nil
            }
            let items = schema["items"] as? [String: Any]
            guard let reference = (items ?? schema)["$ref"] as? String,
                let word = reference.split(separator: "/").last.map(String.init),
                let words = schemas[word]?["enum"] as? [String]
            else { return nil }
            return (name, items != nil, words.filter { !$0.hasSuffix("_UNSPECIFIED") })
        }
    }

    private static let order = ["public", "roster", "status", "clinical", "raw"]

    private func fields(above ceiling: String, in value: Any, as schema: [String: Any], path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            return fields(above: ceiling, in: value, as: schemas[name] ?? [:], path: path)
        }
        // A field with siblings beside its reference.
        if let alternatives = schema["allOf"] as? [[String: Any]] {
            return alternatives.flatMap { fields(above: ceiling, in: value, as: $0, path: path) }
        }
        if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
            return list.flatMap { fields(above: ceiling, in: $0, as: items, path: path + "[]") }
        }
        guard let object = value as? [String: Any], let properties = schema["properties"] as? [String: [String: Any]]
        else {
            return []
        }
        return object.flatMap { name, inner -> [String] in
            let property = properties[name] ?? [:]
            let path = path.isEmpty ? name : path + "." + name
            let held = property["x-sensitivity"] as? String ?? "public"
            let isAbove = (Self.order.firstIndex(of: held) ?? 9) > (Self.order.firstIndex(of: ceiling) ?? 0)
            return isAbove ? [path] : fields(above: ceiling, in: inner, as: property, path: path)
        }
    }
}
