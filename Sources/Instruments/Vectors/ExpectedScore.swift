internal import Foundation

/// What a golden vector says of a score: any part of its JSON form; what it does not name is not compared.
struct ExpectedScore {
    private let tree: JSONTree

    init(_ tree: JSONTree) { self.tree = tree }

    /// The first difference, with its place, or nothing.
    func difference(from score: InstrumentScore) -> String? {
        guard let actual = try? JSONDecoder().decode(JSONTree.self, from: Data(score.json.utf8)) else {
            return "the score has no JSON form"
        }
        return Self.difference(tree, actual, at: "expect")
    }

    private static func difference(_ expected: JSONTree, _ actual: JSONTree, at path: String) -> String? {
        if case .object(let expected) = expected, case .object(let actual) = actual {
            for (key, value) in expected.sorted(by: { $0.key < $1.key }) {
                guard let counterpart = actual[key] else { return "\(path).\(key) is not in the score" }
                if let difference = difference(value, counterpart, at: "\(path).\(key)") { return difference }
            }
            return nil
        }
        return expected == actual ? nil : "\(path) is \(expected.text), the instrument says \(actual.text)"
    }
}

/// JSON as it comes, with exact numbers.
enum JSONTree: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Decimal)
    case text(String)
    case list([JSONTree])
    case object([String: JSONTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Decimal.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONTree].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }

    var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .number(let value): "\(value)"
        case .text(let value): value
        case .list(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object: "an object"
        }
    }
}
