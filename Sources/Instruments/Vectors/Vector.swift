internal import Foundation

/// A line of a vectors file: `{"answers":[…],"context":{…}}`, and for golden vectors `"expect":{…}` and `"origin":"…"`.
struct Vector {
    /// Why a line is no vector. Holds no answer.
    struct LineError: Error { let message: String }

    let sheet: AnswerSheet
    let expected: ExpectedScore?

    init(line: String, manifest: Manifest) throws(LineError) {
        let said: Line
        do {
            said = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        } catch {
            throw LineError(message: "is not a JSON object with a list \"answers\" and an object \"context\"")
        }
        var answers: [Int64?] = []
        for (index, answer) in said.answers.enumerated() {
            guard let answer, index < manifest.items.count else {
                answers.append(answer == nil ? nil : 0)
                continue
            }
            guard let value = answer.value(for: manifest.items[index].kind) else {
                throw LineError(message: AnswerFault.notPermitted(item: index + 1).description)
            }
            answers.append(value)
        }
        sheet = AnswerSheet(answers: answers, context: try Self.context(said.context ?? [:]))
        if let fault = manifest.fault(in: sheet) { throw LineError(message: fault.description) }
        expected = said.expect.map(ExpectedScore.init)
    }

    private struct Line: Decodable {
        let answers: [Answer?]
        let context: [String: Answer?]?
        let expect: JSONTree?
    }

    /// A number, exact, or a text.
    private enum Answer: Decodable {
        case number(Decimal)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .number(try container.decode(Decimal.self))
            }
        }

        /// In the unit of the sheet: decimals only where thousandths are asked for, `HH:MM` for a clock.
        func value(for kind: Manifest.ItemKind) -> Int64? {
            switch (kind, self) {
            case (.thousandths, .number(let number)): Self.whole(number * 1_000)
            case (_, .number(let number)): Self.whole(number)
            case (.clock, .text(let text)): Self.minutes(text)
            case (_, .text): nil
            }
        }

        static func whole(_ number: Decimal) -> Int64? {
            guard abs(number) < 1_000_000_000_000 else { return nil }
            let value = NSDecimalNumber(decimal: number).int64Value
            return Decimal(value) == number ? value : nil
        }

        private static func minutes(_ text: String) -> Int64? {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[1].utf8.count == 2, let hour = Int64(parts[0]), let minute = Int64(parts[1]),
                (0...23).contains(hour), (0...59).contains(minute)
            else { return nil }
            return hour * 60 + minute
        }
    }

    private static func context(_ said: [String: Answer?]) throws(LineError) -> SheetContext {
        var context = SheetContext()
        for (name, answer) in said.sorted(by: { $0.key < $1.key }) {
            guard let answer else { continue }
            let isKnown: Bool
            switch (name, answer) {
            case ("informant", .text(let text)):
                let informant = SheetContext.Informant(rawValue: text.uppercased())
                if let informant { context.informant = informant }
                isKnown = informant != nil
            case ("sex", .text(let text)):
                context.sex = SheetContext.Sex(rawValue: text.uppercased())
                isKnown = context.sex != nil
            case ("stage", .text(let text)):
                context.stage = SheetContext.Stage(rawValue: text.uppercased())
                isKnown = context.stage != nil
            case ("ageMonths", .number(let number)):
                context.ageInMonths = Answer.whole(number).map { Int($0) }
                isKnown = (0...2_400).contains(context.ageInMonths ?? -1)
            case ("grade", .number(let number)):
                context.grade = Answer.whole(number).map { Int($0) }
                isKnown = (1...20).contains(context.grade ?? 0)
            default: throw LineError(message: "context.\(name.prefix(40)) is not known or has the wrong type")
            }
            if !isKnown { throw LineError(message: "context.\(name) has a value that is not known") }
        }
        return context
    }
}
