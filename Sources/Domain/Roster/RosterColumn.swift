/// What a column of a roster can hold.
public enum RosterColumn: Sendable, Hashable, CaseIterable {
    case number
    case name
    case sex
    case birthDate
    case nationalID
    case grade
    case `class`
    case dorm
    case guardian
    case phone

    /// Whether a roster without this column, or a line without this cell, is of no use.
    public var isRequired: Bool {
        switch self {
        case .number, .name, .class, .grade: true
        case .sex, .birthDate, .nationalID, .dorm, .guardian, .phone: false
        }
    }

    /// The names under which schools keep the column; the first is the one that the templates and messages use.
    public var names: [String] {
        switch self {
        case .number: ["学号", "student_number", "学籍号", "number", "student_no", "student_id"]
        case .name: ["姓名", "name", "学生姓名", "student_name", "full_name"]
        case .sex: ["性别", "sex", "gender"]
        case .birthDate: ["出生日期", "birth_date", "出生年月日", "生日", "birthday", "date_of_birth"]
        case .nationalID: ["身份证号", "national_id", "身份证号码", "公民身份号码", "身份证", "id_number"]
        case .grade: ["年级", "grade", "所在年级"]
        case .class: ["班级", "class", "所在班级", "class_name"]
        case .dorm: ["宿舍", "dorm", "宿舍楼", "寝室", "dormitory"]
        case .guardian: ["监护人", "guardian", "监护人姓名", "家长", "家长姓名", "guardian_name"]
        case .phone: ["联系电话", "phone", "监护人电话", "家长电话", "电话", "手机", "手机号", "phone_number", "guardian_phone"]
        }
    }

    /// The column with this name, in any width and case, with blanks, hyphens or underscores between its words.
    public init?(named name: String) {
        guard let column = Self.byName[Self.key(name)] else { return nil }
        self = column
    }

    private static let byName: [String: RosterColumn] = {
        var table: [String: RosterColumn] = [:]
        for column in allCases {
            for name in column.names { table[key(name)] = column }
        }
        return table
    }()

    private static func key(_ name: String) -> String {
        RosterCell.cleaned(FullWidthForms.narrowed(name)).lowercased().filter { !" -_".contains($0) }
    }
}
