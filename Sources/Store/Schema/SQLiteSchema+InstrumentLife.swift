extension SQLiteSchema {
    /// Catalogue life, norms.
    static let instrumentLife = ""
}
