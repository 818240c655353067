/// A student as the roster has it, and as the daemon knows it.
struct Pupil: Sendable {
    let number: String
    let name: String
    var schoolClass: String
    var id = ""
}

/// The roster of a junior school: grades 7 to 9 in classes of fifty.
struct YearRoster {
    static let classSize = 50
    private static let grades = [(name: "七年级", birth: 2014), (name: "八年级", birth: 2013), (name: "九年级", birth: 2012)]

    let file: [UInt8]
    let pupils: [Pupil]

    /// - Parameters:
    ///   - count: how many students.
    ///   - first: the number of the first.
    init(_ count: Int, from first: Int = 0) {
        var lines = ["学号,姓名,性别,出生日期,年级,班级,宿舍,监护人,联系电话"]
        var pupils: [Pupil] = []
        let classes = max((count + Self.classSize - 1) / Self.classSize, 3)
        for index in 0..<count {
            let place = index % classes
            let grade = Self.grades[place * 3 / classes]
            let schoolClass = "\(grade.name)\(place + 1)班"
            let (number, name) = ("S\(10_000 + first + index)", Self.name(first + index))
            let (month, day) = (1 + index % 8, 1 + index % 28)
            lines.append(
                "\(number),\(name),\(index % 2 == 0 ? "女" : "男"),\(grade.birth - 1)-0\(month)-\(day < 10 ? "0" : "")\(day),"
                    + "\(grade.name),\(schoolClass),,家长\(name),139\(10_000_000 + first + index)")
            pupils.append(Pupil(number: number, name: name, schoolClass: schoolClass))
        }
        file = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
        self.pupils = pupils
    }

    private static func name(_ index: Int) -> String {
        let numerals = Array("零一二三四五六七八九")
        return "学" + String(String(index).compactMap { $0.wholeNumberValue.map { numerals[$0] } })
    }
}
