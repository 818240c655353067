/// Which student numbers a file has already used. Grows with the number of students.
public struct DuplicateCheck: Sendable {
    private var seen: Set<StudentNumber> = []

    public init() {}

    /// Notes the number; whether an earlier line had it.
    public mutating func isRepeated(_ number: StudentNumber) -> Bool {
        !seen.insert(number).inserted
    }
}
