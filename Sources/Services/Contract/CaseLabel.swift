internal import Domain

/// What people outside of school call a case by, where they must not know whose it is.
enum CaseLabel {
    /// Digits and capitals without those that are mistaken for one another, so that a label can be read out; 32 of them.
    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    private static let length = 8

    /// As `会诊-7F3K9QAB`: random, and so nothing that could be traced back.
    static func make(_ prefix: String, _ random: any RandomSource) -> String {
        prefix + "-" + String(random.bytes(length).map { alphabet[Int($0) % alphabet.count] })
    }
}
