internal import Instruments
internal import JSONRPC
internal import Store

/// Says whether answers can be those of a sheet of one instrument. Worked out once from the manifest, so that a sheet
/// costs a comparison an item.
struct AnswerCheck: Sendable {
    private enum Permitted {
        /// Codes from 0 to 63, a bit each.
        case fewCodes(UInt64)
        case codes(Set<Int64>)
        case range(ClosedRange<Int64>)
        case nothing

        init(_ answers: Manifest.PermittedAnswers?) {
            switch answers {
            case .codes(let codes)? where codes.allSatisfy { (0...63).contains($0) }:
                self = .fewCodes(codes.reduce(0) { $0 | 1 << UInt64($1) })
            case .codes(let codes)?: self = .codes(Set(codes))
            case .range(let range)?: self = .range(range)
            case nil: self = .nothing
            }
        }

        func contains(_ answer: Int64) -> Bool {
            switch self {
            case .fewCodes(let codes): (0...63).contains(answer) && codes >> UInt64(answer) & 1 == 1
            case .codes(let codes): codes.contains(answer)
            case .range(let range): range.contains(answer)
            case .nothing: false
            }
        }
    }

    private let permitted: [Permitted]
    private let shortest: Int

    init(_ manifest: Manifest) {
        permitted = manifest.items.indices.map { Permitted(manifest.permittedAnswers(to: $0 + 1)) }
        shortest = manifest.shortestSheet
    }

    /// The answers as instruments take them.
    ///
    /// - Throws: `INVALID_ARGUMENT`; names the item, never the answer.
    func answers(_ sheet: SheetAnswers) throws(RPCError) -> [Int64?] {
        let values = sheet.values
        guard (shortest...permitted.count).contains(values.count) else {
            let wanted = shortest == permitted.count ? "\(shortest)" : "\(shortest) to \(permitted.count)"
            throw .invalidArgument(
                field: "values",
                description: "\(values.count) values for \(wanted) items; send -2147483648 where one is missing")
        }
        guard sheet.elapsed.isEmpty || sheet.elapsed.count == values.count else {
            throw .invalidArgument(field: "elapsedMs", description: "must be empty, or one for each of `values`")
        }
        var answers: [Int64?] = []
        answers.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            if value == SheetAnswers.missing {
                answers.append(nil)
            } else if permitted[index].contains(Int64(value)) {
                answers.append(Int64(value))
            } else {
                throw .invalidArgument(
                    field: "values[\(index)]", description: "not an answer that item \(index + 1) can have")
            }
        }
        return answers
    }
}
