/// Which numbers a derived value of a kind can be.
enum DerivedLimit {
    case any
    case yesOrNo
    case label(count: Int64)

    init(_ slot: Manifest.DerivedSlot) {
        switch slot.derived.kind {
        case .number, .millionths, .table: self = .any
        case .statement, .list, .countedList: self = .yesOrNo
        case .label: self = .label(count: Int64(slot.derived.labels?.count ?? 0))
        }
    }

    func contains(_ value: Int64) -> Bool {
        switch self {
        case .any: true
        case .yesOrNo: value == 0 || value == 1_000
        case .label(let count): value >= 0 && value % 1_000 == 0 && value / 1_000 < count
        }
    }
}
