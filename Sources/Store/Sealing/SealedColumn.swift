/// A column whose values are sealed. All of them are in `SealedColumn.all`, which rotation walks.
public struct SealedColumn: Sendable, Hashable {
    /// Whose key seals the values.
    enum Owner: Sendable, Hashable {
        case installation
        /// The identifier in this column of the same row.
        case column(String)
    }

    public let table: String
    public let column: String
    /// The columns of the primary key that are bound to the value, in order; see `SealedRow`.
    let rowKey: [String]
    /// The columns by which a row is found for an update.
    let primaryKey: [String]
    let owner: Owner

    /// For a table without a school.
    init(_ table: String, _ column: String, key: [String] = ["id"], owner: Owner) {
        self.table = table
        self.column = column
        rowKey = key
        primaryKey = key
        self.owner = owner
    }

    /// For a table that belongs to a school.
    init(ofSchool table: String, _ column: String, key: [String] = ["id"], owner: Owner) {
        self.table = table
        self.column = column
        rowKey = key
        primaryKey = ["school_id"] + key
        self.owner = owner
    }
}
