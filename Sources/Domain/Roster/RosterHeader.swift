/// The first line of a roster file: which column stands where.
public struct RosterHeader: Hashable, Sendable {
    let places: [RosterColumn: Int]
    /// How many fields each line has.
    public let count: Int

    /// Why the first line is no header. Headings are not personal data, yet a file without a header has a student there:
    /// so faults speak of columns and places only.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case missing([RosterColumn])
        case twice(RosterColumn)
        case noHeader

        public var text: LocalText {
            switch self {
            case .missing(let columns):
                LocalText(
                    "缺少列：" + columns.map(\.title.chinese).joined(separator: "、"),
                    "columns are missing: " + columns.map(\.title.english).joined(separator: ", "))
            case .twice(let column):
                LocalText("列重复：" + column.title.chinese, "a column is there twice: " + column.title.english)
            case .noHeader: LocalText("第一行必须是列名", "the first line must name the columns")
            }
        }

        public var description: String { text.english }
    }

    /// The header in this record. Columns that are not known are passed over.
    public init(_ record: CSVRecord) throws(Fault) {
        var places: [RosterColumn: Int] = [:]
        for (place, heading) in record.texts.enumerated() {
            guard let column = RosterColumn(heading: heading) else { continue }
            guard places.updateValue(place, forKey: column) == nil else { throw .twice(column) }
        }
        guard !places.isEmpty else { throw .noHeader }
        let missing = RosterColumn.required.filter { places[$0] == nil }
        guard missing.isEmpty else { throw .missing(missing) }
        self.places = places
        count = record.count
    }

    public func has(_ column: RosterColumn) -> Bool { places[column] != nil }
}
