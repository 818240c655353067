extension Manifest {
    /// What a derived value is.
    public enum DerivedKind: String, Codable, Sendable {
        case number = "NUMBER"
        /// A number that thousandths would round.
        case millionths = "MILLIONTHS"
        case statement = "YES_NO"
        /// One of the labels.
        case label = "LABEL"
        /// A number for each of the parts.
        case table = "TABLE"
        /// Those of the parts of which it holds.
        case list = "LIST"
        /// The same, and how many there are.
        case countedList = "COUNTED_LIST"

        var hasParts: Bool {
            switch self {
            case .number, .millionths, .statement, .label: false
            case .table, .list, .countedList: true
            }
        }
    }

    /// A figure or a statement that follows from the sheet.
    public struct Derived: Codable, Sendable, Equatable {
        public let id: String
        public let kind: DerivedKind
        /// For `LABEL`: what can be said, in the code's order.
        public let labels: [Label]?
        /// For the kinds with parts: their ids, mostly those of scales, in the code's order.
        public let parts: [String]?
        public let rule: String
    }

    public struct Label: Codable, Sendable, Equatable {
        public let id: String
        public let names: Text
    }

    /// One number that the code gives: a derived value, or a part of one.
    struct DerivedSlot {
        let derived: Derived
        let part: String?

        /// What the code calls it.
        var codeID: String { part.map { "\(derived.id):\($0)" } ?? derived.id }
    }

    /// In the code's order.
    var derivedSlots: [DerivedSlot] {
        derived.flatMap { derived -> [DerivedSlot] in
            guard derived.kind.hasParts else { return [DerivedSlot(derived: derived, part: nil)] }
            return (derived.parts ?? []).map { DerivedSlot(derived: derived, part: $0) }
        }
    }

    func checkDerived(_ findings: inout Findings) {
        findings.expect(
            derivedSlots.count <= 128, "$.derived", "has more than 128 members, parts included", zh: "连同各部分超过 128 项")
        findings.expectUnique(derived.map(\.id), "$.derived")
        for (index, derived) in derived.enumerated() {
            let path = "$.derived[\(index)]"
            findings.expect(
                (derived.kind == .label) == (derived.labels?.isEmpty == false), "\(path).labels",
                "must be there for a LABEL, and for nothing else", zh: "LABEL 必须有，其他类型不得有")
            findings.expect(
                derived.kind.hasParts == (derived.parts?.isEmpty == false), "\(path).parts",
                "must be there for a TABLE, a LIST or a COUNTED_LIST, and for nothing else",
                zh: "TABLE、LIST、COUNTED_LIST 必须有，其他类型不得有")
            findings.expectUnique(derived.labels?.map(\.id) ?? [], "\(path).labels")
            findings.expectUnique(derived.parts ?? [], "\(path).parts")
            for (place, label) in (derived.labels ?? []).enumerated() {
                findings.expectText(label.names, "\(path).labels[\(place)].names")
            }
        }
    }
}
