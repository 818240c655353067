import Domain
import Testing

@Suite("What names a student in a text")
struct IdentityScreenTests {
    private let screen = IdentityScreen(
        names: ["王小明"], guardianNames: ["欧阳建国", "Aygul Memet"],
        numbers: ["20260701", "350102201203311234", "13800001111"], places: ["求真试验中学", "八年级3班"])

    @Test(
        arguments: [
            ("学生王小明近来失眠", IdentityScreen.Kind.studentName, 3), ("小明近来失眠", .studentName, 1),
            ("王 小 明", .studentName, 1), ("王·小明", .studentName, 1),
            ("其父欧阳建国", .guardianName, 3), ("建国说", .guardianName, 1), ("找MEMET", .guardianName, 2),
            ("学号 20260701", .number, 4), ("电话138-0000-1111", .number, 3), ("电话１３８００００１１１１", .number, 3),
            ("证件350102 20120331 1234", .number, 3),
            ("在求真试验中学就读", .place, 2), ("八年级３班", .place, 1),
        ] as [(String, IdentityScreen.Kind, Int)])
    func found(_ text: String, _ kind: IdentityScreen.Kind, _ character: Int) {
        let findings = screen.findings(in: text)
        #expect(findings.contains { $0.kind == kind && $0.character == character }, "\(findings)")
        // Where, and never what.
        for finding in findings {
            #expect(finding.description == "names \(finding.kind.rawValue) at character \(finding.character)")
        }
    }

    @Test(arguments: ["", "学生近来失眠，成绩下降", "王姓学生", "明天小考", "八年级学生", "138", "Ay"])
    func clean(_ text: String) {
        #expect(screen.findings(in: text).isEmpty)
    }

    @Test("A name of two characters is looked for in full alone")
    func shortNames() {
        let short = IdentityScreen(names: ["李明"], guardianNames: [], numbers: ["12"], places: [""])
        #expect(short.findings(in: "明天 12 点").isEmpty)
        #expect(short.findings(in: "和李明谈过").map(\.character) == [2])
    }

    @Test("Each place is told, in the order of the text")
    func several() {
        let findings = screen.findings(in: "小明和小明的父亲建国")
        #expect(findings.map(\.character) == [1, 4, 9])
        #expect(findings.map(\.kind) == [.studentName, .studentName, .guardianName])
    }
}
