/// A finding about the sheet itself, mostly about its validity: evidence for a person.
public struct Flag: Sendable {
    let id: StaticString
    let holds: @Sendable (Sheet, [ScaleScore]) -> Bool?

    /// - Parameter holds: nothing where missing answers leave it open.
    public init(_ id: StaticString, _ holds: @escaping @Sendable (Sheet, [ScaleScore]) -> Bool?) {
        self.id = id
        self.holds = holds
    }

    /// `straight_line` where no item is reversed: all items that are answered carry the same code.
    public static func straightLine(_ items: [Int]) -> Flag {
        Flag("straight_line") { sheet, _ in sheet.isStraightLine(items) }
    }

    /// `straight_line` where items are worded in opposite directions: every item carries the same code, which
    /// contradicts itself.
    public static func contradictoryLine(_ items: [Int]) -> Flag {
        Flag("straight_line") { sheet, _ in sheet.isUniform(items) }
    }
}
