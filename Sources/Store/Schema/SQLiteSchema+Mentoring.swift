extension SQLiteSchema {
    /// Mentors, peers, buddies.
    static let mentoring = ""
}
