public import Domain

extension Value {
    /// Stored as its code.
    public static func level(_ level: AttentionLevel) -> Value { .text(level.code) }

    public init(_ level: AttentionLevel?) { self = level.map(Value.level) ?? .null }
}

extension Row {
    public func level(_ column: Int) throws(StoreError) -> AttentionLevel {
        guard let level = AttentionLevel(code: try text(column)) else { throw .unexpectedValue(column: column) }
        return level
    }

    public func optionalLevel(_ column: Int) throws(StoreError) -> AttentionLevel? {
        isNull(column) ? nil : try level(column)
    }
}
