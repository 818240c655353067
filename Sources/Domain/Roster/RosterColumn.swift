/// A column of a roster file · 花名册, with the names that schools give it.
public enum RosterColumn: String, Hashable, Sendable, CaseIterable {
    case studentNumber = "student_number"
    case name
    case sex
    case birthDate = "birth_date"
    case nationalID = "national_id"
    case grade
    case `class`
    case dorm
    case guardian
    case phone

    /// The columns that a file must have. Sex and birth date may come out of the national id instead.
    public static let required: [RosterColumn] = [.studentNumber, .name, .grade, .class]

    public var title: LocalText {
        switch self {
        case .studentNumber: LocalText("学号", "student number")
        case .name: LocalText("姓名", "name")
        case .sex: LocalText("性别", "sex")
        case .birthDate: LocalText("出生日期", "birth date")
        case .nationalID: LocalText("身份证号", "national id")
        case .grade: LocalText("年级", "grade")
        case .class: LocalText("班级", "class")
        case .dorm: LocalText("宿舍", "dorm")
        case .guardian: LocalText("监护人", "guardian")
        case .phone: LocalText("联系电话", "phone")
        }
    }

    /// The column that a heading names, or nothing. Case, spaces and underscores do not matter.
    public init?(heading: String) {
        let kept = heading.lowercased().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "_" && $0 != "-" }
        let word = String(String.UnicodeScalarView(kept))
        guard let column = Self.allCases.first(where: { $0.headings.contains(word) }) else { return nil }
        self = column
    }

    private var headings: [String] {
        switch self {
        case .studentNumber: ["学号", "学籍号", "全国学籍号", "学生编号", "studentnumber", "studentno", "studentid"]
        case .name: ["姓名", "学生姓名", "name", "studentname", "fullname"]
        case .sex: ["性别", "sex", "gender"]
        case .birthDate: ["出生日期", "出生年月日", "生日", "birthdate", "dateofbirth", "birthday", "dob"]
        case .nationalID: ["身份证号", "身份证号码", "身份证件号", "公民身份号码", "证件号码", "nationalid", "idnumber", "idcard"]
        case .grade: ["年级", "所在年级", "grade"]
        case .class: ["班级", "班级名称", "所在班级", "行政班", "class", "classname"]
        case .dorm: ["宿舍", "宿舍号", "寝室", "dorm", "dormitory"]
        case .guardian: ["监护人", "监护人姓名", "家长姓名", "家长", "guardian", "guardianname", "parent"]
        case .phone: ["联系电话", "监护人电话", "家长电话", "电话", "手机", "手机号", "手机号码", "phone", "mobile", "telephone"]
        }
    }
}
