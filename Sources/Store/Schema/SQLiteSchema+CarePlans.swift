extension SQLiteSchema {
    /// Care list and plans in full.
    static let carePlans = ""
}
