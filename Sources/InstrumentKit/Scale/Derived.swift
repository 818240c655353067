/// A figure or a statement that follows from a sheet and its scales.
public struct Derived: Sendable {
    let id: StaticString
    let value: @Sendable (Sheet, [ScaleScore]) -> Int64?

    /// A number, in points; nothing where missing answers leave it open.
    public static func number(
        _ id: StaticString, _ points: @escaping @Sendable (Sheet, [ScaleScore]) -> Int64?
    ) -> Derived {
        Derived(id: id) { sheet, scales in points(sheet, scales).map { $0 * 1_000 } }
    }

    /// A number in thousandths.
    public static func thousandths(
        _ id: StaticString, _ value: @escaping @Sendable (Sheet, [ScaleScore]) -> Int64?
    ) -> Derived {
        Derived(id: id, value: value)
    }

    /// A statement that holds or not.
    public static func statement(
        _ id: StaticString, _ holds: @escaping @Sendable (Sheet, [ScaleScore]) -> Bool?
    ) -> Derived {
        Derived(id: id) { sheet, scales in holds(sheet, scales).map { $0 ? 1_000 : 0 } }
    }
}
