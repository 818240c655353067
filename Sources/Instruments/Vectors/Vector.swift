internal import Foundation

/// A line of a vectors file: `{"answers":[…],"context":{…}}`, and for golden vectors `"expect":{…}` and `"origin":"…"`.
struct Vector {
    /// Why a line is no vector. Holds no answer.
    struct LineError: Error { let message: String }

    let sheet: AnswerSheet
    let expected: ExpectedScore?
    /// Where the expectation is from.
    let origin: String?

    init(line: String, manifest: Manifest) throws(LineError) {
        let said: Line
        do {
            said = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        } catch {
            throw Self.fault(error)
        }
        // Where nobody is named, it was whom the instrument is made for first.
        let usual = SheetContext(informant: manifest.informants.first ?? .self)
        sheet = AnswerSheet(
            answers: try Self.answers(said.answers, manifest), context: try usual.taking(said.context ?? [:]))
        if let fault = manifest.fault(in: sheet) { throw LineError(message: fault.description) }
        expected = said.expect.map(ExpectedScore.init)
        origin = said.origin
    }

    /// Where a line's form is wrong.
    private static func fault(_ error: any Error) -> LineError {
        let path: [any CodingKey]
        switch error as? DecodingError {
        case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?: path = context.codingPath
        default: path = []
        }
        guard let member = path.first?.stringValue else {
            return LineError(message: "is not a JSON object with a list \"answers\" and an object \"context\"")
        }
        switch (member, path.dropFirst().first) {
        case ("answers", let place?):
            let item = place.intValue.map { "item \($0 + 1)" } ?? "answers.\(place.stringValue.prefix(40))"
            return LineError(message: "The answer to \(item) is not a number, a text or null.")
        case ("answers", nil): return LineError(message: "answers is not a list, nor an object by item")
        case ("context", let place?):
            return LineError(message: "context.\(place.stringValue.prefix(40)) is not known or has the wrong type")
        case ("context", nil): return LineError(message: "context is not an object")
        default: return LineError(message: "\(member) has the wrong type")
        }
    }

    private struct Line: Decodable {
        let answers: Answers
        let context: [String: VectorValue?]?
        let expect: JSONTree?
        let origin: String?
    }

    /// One member an item, or an object by the items' keys or numbers.
    private enum Answers: Decodable {
        case list([VectorValue?])
        case named([String: VectorValue?])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            // Nearly always; and a failing attempt costs more than all of the others.
            if let codes = try? container.decode([Int64?].self) {
                self = .list(codes.map { $0.map { .number(Decimal($0)) } })
                return
            }
            do {
                self = .list(try container.decode([VectorValue?].self))
            } catch DecodingError.typeMismatch(_, let context) where context.codingPath.count <= 1 {
                // Not a list at all.
                self = .named(try container.decode([String: VectorValue?].self))
            }
        }
    }

    private static func answers(_ said: Answers, _ manifest: Manifest) throws(LineError) -> [Int64?] {
        switch said {
        case .list(let list):
            var answers: [Int64?] = []
            for (index, answer) in list.enumerated() {
                // What is beyond the last item is counted, and refused by its count.
                guard let answer, manifest.items.indices.contains(index) else {
                    answers.append(answer == nil ? nil : 0)
                    continue
                }
                answers.append(try value(of: answer, index: index, manifest))
            }
            return answers
        case .named(let named):
            var answers = [Int64?](repeating: nil, count: manifest.items.count)
            for (name, answer) in named {
                let index = manifest.items.firstIndex { $0.key == name || String($0.number) == name }
                guard let index else { throw LineError(message: "answers.\(name.prefix(40)) is not an item") }
                if let answer { answers[index] = try value(of: answer, index: index, manifest) }
            }
            return answers
        }
    }

    private static func value(
        of answer: VectorValue, index: Int, _ manifest: Manifest
    ) throws(LineError) -> Int64 {
        guard let value = answer.value(for: manifest.items[index], in: manifest) else {
            throw LineError(message: AnswerFault.notPermitted(item: index + 1).description)
        }
        return value
    }
}
