import Domain
import Testing

@Suite("Sex, student number, consent, width")
struct PersonRulesTests {
    @Test(
        "Sex as rosters write it",
        arguments: [
            ("男", .male), ("女", .female), ("male", .male), ("Female", .female), ("M", .male), ("f", .female),
            ("Ｍ", .male), ("ｆｅｍａｌｅ", .female), ("?", nil), ("", nil), ("男女", nil), ("1", nil), ("男 ", nil),
        ] as [(String, Sex?)])
    func sex(text: String, sex: Sex?) {
        #expect(Sex(roster: text) == sex)
    }

    @Test(
        "Student numbers that keep the rule",
        arguments: [
            ("1", "1"), ("2026070001", "2026070001"), ("G-2026-aZ", "G-2026-aZ"), ("２０２６Ａ－１", "2026A-1"),
            (String(repeating: "9", count: 32), String(repeating: "9", count: 32)),
        ])
    func number(text: String, read: String) {
        #expect(StudentNumber(text)?.text == read)
    }

    @Test(
        "Student numbers that break it",
        arguments: ["", " 1", "1 ", "1_2", "学1", "1.0", "1/2", "é1", "1\n", String(repeating: "9", count: 33)])
    func badNumber(text: String) {
        #expect(StudentNumber(text) == nil)
    }

    @Test("Nothing that prints a student number prints its text")
    func silent() throws {
        let number = try #require(StudentNumber("2026070001"))
        var dumped = ""
        dump(number, to: &dumped)
        for text in ["\(number)", String(reflecting: number), dumped, "\([number])"] {
            #expect(!text.contains("2026"))
        }
    }

    @Test(
        "Under fourteen a guardian consents",
        arguments: [
            ("2012-09-01", "2026-08-31", .guardian), ("2012-09-01", "2026-09-01", .student),
            ("2012-09-01", "2030-01-01", .student), ("2012-02-29", "2026-02-28", .guardian),
            ("2012-02-29", "2026-03-01", .student), ("2027-01-01", "2026-09-01", .guardian),
        ] as [(String, String, ConsentRule.Giver)])
    func consent(born: String, on: String, giver: ConsentRule.Giver) throws {
        let (birth, day) = (try #require(CalendarDate(born)), try #require(CalendarDate(on)))
        #expect(ConsentRule.giver(born: birth, on: day) == giver)
    }

    @Test("Whose birth date is unknown counts as under age")
    func unknownAge() {
        #expect(ConsentRule.giver(born: nil, on: .latest) == .guardian)
    }

    @Test("Wide forms become ASCII and nothing else changes")
    func width() {
        #expect(FullWidthForms.narrowed("！Ａｚ０～　。学号ｘ") == "!Az0~ 。学号x")
        #expect(FullWidthForms.narrowed("plain") == "plain")
        #expect(FullWidthForms.narrowed("").isEmpty)
    }
}
