/// One student as a roster has it.
public struct RosterEntry: Sendable, Hashable {
    /// From 1, the header included, as a text editor counts.
    public var line: Int
    public var number: StudentNumber
    public var name: String
    public var sex: Sex?
    public var birthDate: CalendarDate?
    public var nationalID: NationalID?
    public var gradeName: String
    public var className: String
    public var dormName: String?
    public var guardianName: String?
    public var guardianPhone: String?

    public init(
        line: Int, number: StudentNumber, name: String, sex: Sex? = nil, birthDate: CalendarDate? = nil,
        nationalID: NationalID? = nil, gradeName: String, className: String, dormName: String? = nil,
        guardianName: String? = nil, guardianPhone: String? = nil
    ) {
        self.line = line
        self.number = number
        self.name = name
        self.sex = sex
        self.birthDate = birthDate
        self.nationalID = nationalID
        self.gradeName = gradeName
        self.className = className
        self.dormName = dormName
        self.guardianName = guardianName
        self.guardianPhone = guardianPhone
    }
}

extension RosterEntry: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Only the line, so that no log or message can come to hold a person.
    public var description: String { "RosterEntry(line \(line))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["line": line]) }
}
