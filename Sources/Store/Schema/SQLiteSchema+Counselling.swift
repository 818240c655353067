extension SQLiteSchema {
    /// Counselling room.
    static let counselling = ""
}
