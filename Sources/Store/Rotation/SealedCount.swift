/// How many values stand sealed in a column under a term.
public struct SealedCount: Sendable, Equatable {
    public let column: SealedColumn
    public let term: UInt32
    public let count: Int
}

extension ReadTransaction {
    /// The sealed values of every column by term, for the certificate of a rotation. It reads all tables: minutes for
    /// a city.
    public func sealedCounts() throws -> [SealedCount] {
        var counts: [SealedCount] = []
        for column in SealedColumn.all {
            // The term is bytes 2 to 5 of a sealed value; see `SealedValue`.
            try query(
                composed: """
                    SELECT substr(\(column.column), 2, 4) AS term, count(*) FROM \(column.table)
                    WHERE \(column.column) IS NOT NULL GROUP BY 1 ORDER BY 1
                    """
            ) { row throws(StoreError) in
                let term = try row.blob(0).reduce(0) { $0 << 8 | UInt32($1) }
                counts.append(SealedCount(column: column, term: term, count: try row.number(1)))
            }
        }
        return counts
    }
}
