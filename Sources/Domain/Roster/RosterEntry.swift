/// What a line of a roster says of a student, checked.
public struct RosterEntry: Hashable, PersonalValue {
    public let line: Int
    public let number: StudentNumber
    public let name: PersonName
    public let sex: Sex
    public let birthDate: CalendarDate
    public let nationalID: NationalID?
    public let grade: Grade
    /// The grade as the file calls it, `七年级` or `初一`; the grade's own name where the file has a bare number.
    public let gradeName: String
    /// The class as its school calls it; the unit is looked up by it.
    public let className: String
    public let dormName: String?
    public let guardian: PersonName?
    public let phone: PhoneNumber?
}

/// What is wrong with a cell. Never says what stands in it.
public struct RosterLineFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    /// Nothing if the line as a whole is meant.
    public let column: RosterColumn?
    public let reason: Reason

    public init(line: Int, column: RosterColumn?, reason: Reason) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    public enum Reason: Hashable, Sendable {
        case missing
        case wrongFieldCount
        case malformed
        case tooLong
        /// As `3.2E+17`: the number is lost and must be taken from its source again.
        case damagedBySpreadsheet
        case notADate
        case implausibleBirthDate
        case wrongCheckCharacter
        case contradictsNationalID
        case notASex
        case notAGradeOfThisStage
        case duplicate
        /// The line has bytes that mean nothing in the file's encoding.
        case unreadable
        /// The line is not CSV.
        case csv(CSVFault.Reason)

        /// A fixed text; no cell ever gets into it.
        public var text: LocalText {
            switch self {
            case .missing: LocalText("不能为空", "must not be empty")
            case .wrongFieldCount: LocalText("列数与表头不一致", "the line has not as many fields as the header")
            case .malformed: LocalText("格式不正确", "is not written as it should be")
            case .tooLong: LocalText("内容过长", "is too long")
            case .damagedBySpreadsheet:
                LocalText(
                    "号码已被表格软件改成科学计数，请从原始数据重新导出", "the spreadsheet has rounded the number; export it as text again")
            case .notADate: LocalText("不是有效日期", "is not a date")
            case .implausibleBirthDate: LocalText("出生日期不合理", "is not a plausible birth date")
            case .wrongCheckCharacter: LocalText("校验码不正确", "has a wrong check character")
            case .contradictsNationalID: LocalText("与身份证号不一致", "contradicts the national id")
            case .notASex: LocalText("性别应为男或女", "is neither male nor female")
            case .notAGradeOfThisStage: LocalText("不是本学段的年级", "is not a grade of this school's stage")
            case .duplicate: LocalText("与前面的行重复", "is there already in an earlier line")
            case .unreadable:
                LocalText(
                    "此行含有不属于所选编码的字节；请重新保存文件，或指明其编码",
                    "the line has bytes that are not of the file's encoding; save the file again, or name its encoding")
            case .csv(let reason): reason.text
            }
        }
    }

    public var description: String {
        "line \(line)" + (column.map { ", " + $0.title.english } ?? "") + ": " + reason.text.english
    }
}
