/// A figure or a statement that follows from a sheet and its scales.
public struct Derived: Sendable {
    let id: StaticString
    /// Which part of a table or a list.
    let part: StaticString?
    let value: @Sendable (Sheet, [ScaleScore]) -> Int64?

    private init(
        _ id: StaticString, part: StaticString? = nil, value: @escaping @Sendable (Sheet, [ScaleScore]) -> Int64?
    ) {
        self.id = id
        self.part = part
        self.value = value
    }

    /// A number, in points; nothing where missing answers leave it open.
    public static func number(
        _ id: StaticString, _ points: @escaping @Sendable (Sheet, [ScaleScore]) -> Int64?
    ) -> Derived {
        Derived(id) { sheet, scales in points(sheet, scales).map { $0 * 1_000 } }
    }

    /// A number in thousandths.
    public static func thousandths(
        _ id: StaticString, _ value: @escaping @Sendable (Sheet, [ScaleScore]) -> Int64?
    ) -> Derived {
        Derived(id, value: value)
    }

    /// A number in millionths, `MILLIONTHS` in the manifest.
    public static func millionths(
        _ id: StaticString, _ value: @escaping @Sendable (Sheet, [ScaleScore]) -> Int64?
    ) -> Derived {
        Derived(id, value: value)
    }

    /// A statement that holds or not.
    public static func statement(
        _ id: StaticString, _ holds: @escaping @Sendable (Sheet, [ScaleScore]) -> Bool?
    ) -> Derived {
        Derived(id) { sheet, scales in holds(sheet, scales).map { $0 ? 1_000 : 0 } }
    }

    /// Whether the raw score of the scale at `index` is `points` or more.
    public static func atLeast(_ id: StaticString, _ points: Int64, scale index: Int = 0) -> Derived {
        statement(id) { _, scales in scales[index].raw.map { $0 >= points * 1_000 } }
    }

    /// One of the manifest's labels, by its place.
    public static func label(
        _ id: StaticString, _ place: @escaping @Sendable (Sheet, [ScaleScore]) -> Int?
    ) -> Derived {
        Derived(id) { sheet, scales in place(sheet, scales).map { Int64($0) * 1_000 } }
    }

    /// A number in thousandths for each of `parts`.
    public static func table(
        _ id: StaticString, parts: [StaticString],
        _ value: @escaping @Sendable (Sheet, [ScaleScore], _ part: Int) -> Int64?
    ) -> [Derived] {
        parts.indices.map { index in
            Derived(id, part: parts[index]) { sheet, scales in value(sheet, scales, index) }
        }
    }

    /// Those of `parts` of which it holds: a `LIST` or a `COUNTED_LIST` in the manifest.
    public static func list(
        _ id: StaticString, parts: [StaticString],
        _ holds: @escaping @Sendable (Sheet, [ScaleScore], _ part: Int) -> Bool?
    ) -> [Derived] {
        table(id, parts: parts) { sheet, scales, part in holds(sheet, scales, part).map { $0 ? 1_000 : 0 } }
    }
}
