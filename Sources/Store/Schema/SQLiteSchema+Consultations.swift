extension SQLiteSchema {
    /// Consultation and referral.
    static let consultations = ""
}
