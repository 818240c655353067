internal import Foundation

extension SheetContext {
    /// With what the `context` of a vector says. Words may be in any case.
    func taking(_ said: [String: VectorValue?]) throws(Vector.LineError) -> SheetContext {
        var context = self
        for (name, value) in said.sorted(by: { $0.key < $1.key }) {
            guard let value else { continue }
            let isKnown =
                switch value {
                case .text(let text): try context.take(text, for: name)
                case .number(let number): try context.take(number, for: name)
                }
            if !isKnown { throw Vector.LineError(message: "context.\(name) has a value that is not known") }
        }
        return context
    }

    /// - Returns: whether the value is one that the member can have.
    private mutating func take(_ text: String, for name: String) throws(Vector.LineError) -> Bool {
        switch name {
        case "informant":
            guard let named = Informant(rawValue: text.uppercased()) else { return false }
            informant = named
        case "sex":
            sex = Sex(rawValue: text.uppercased())
            return sex != nil
        case "stage":
            stage = Stage(rawValue: text.uppercased())
            return stage != nil
        case "form", "order": form = text
        default: throw Self.unknown(name)
        }
        return true
    }

    private mutating func take(_ number: Decimal, for name: String) throws(Vector.LineError) -> Bool {
        let whole = VectorValue.whole(number).map { Int($0) }
        switch name {
        case "ageMonths":
            ageInMonths = whole
            return (0...2_400).contains(whole ?? -1)
        case "age":
            ageInMonths = whole.map { $0 * 12 }
            return (0...200).contains(whole ?? -1)
        case "grade":
            grade = whole
            return (1...20).contains(whole ?? 0)
        default: throw Self.unknown(name)
        }
    }

    private static func unknown(_ name: String) -> Vector.LineError {
        Vector.LineError(message: "context.\(name.prefix(40)) is not known or has the wrong type")
    }
}
