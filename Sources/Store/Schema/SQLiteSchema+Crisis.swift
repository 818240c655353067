extension SQLiteSchema {
    /// Crisis cases, case reports, special periods, trauma protocol.
    static let crisis = ""
}
