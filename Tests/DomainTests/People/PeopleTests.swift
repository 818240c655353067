import Domain
import Testing

@Suite struct NationalIDTests {
    // Check characters worked out by hand with the weights of GB 11643.
    @Test(arguments: [
        ("11010519491231002X", "1949-12-31", Sex.female), ("11010519491231002x", "1949-12-31", .female),
        ("440524188001010014", "1880-01-01", .male),
    ])
    func birthDateAndSexAreInTheNumber(text: String, born: String, sex: Sex) throws {
        let id = try NationalID(text)
        #expect(id.birthDate.description == born)
        #expect(id.sex == sex)
        #expect(id.text.last != "x")
    }

    @Test(
        arguments: [
            ("", NationalID.Fault.malformed), ("110105491231002", .malformed), ("1101051949123100XX", .malformed),
            ("11010519491231002Y", .malformed), ("1101051949123100２X", .malformed),
            ("110105194912310021", .wrongCheckCharacter),
            ("110105194913310029", .noSuchBirthDate), ("11010519490230002X", .noSuchBirthDate),
        ] as [(String, NationalID.Fault)])
    func faultyNumbersAreRefused(text: String, fault: NationalID.Fault) {
        #expect(throws: fault) { try NationalID(text) }
    }

    @Test func everySingleWrongDigitIsFound() throws {
        let right = Array("440524188001010014")
        for place in right.indices {
            for digit in "0123456789" where digit != right[place] {
                var wrong = right
                wrong[place] = digit
                #expect(throws: NationalID.Fault.self) { try NationalID(String(wrong)) }
            }
        }
    }

    @Test func contradictionsWithGivenValuesAreNamed() throws {
        let id = try NationalID("11010519491231002X")
        #expect(id.contradictions(birthDate: id.birthDate, sex: .female) == [])
        #expect(id.contradictions(birthDate: id.birthDate.adding(days: 1), sex: .male) == [.birthDate, .sex])
        #expect(id.contradictions(birthDate: nil, sex: nil) == [])
    }

    @Test func aNumberNeverPrintsItself() throws {
        let id = try NationalID("11010519491231002X")
        var dumped = ""
        dump(id, to: &dumped)
        for text in ["\(id)", String(reflecting: id), String(describing: Optional(id)), dumped, "\([id])"] {
            #expect(!text.contains("1949") && !text.contains("11010"))
        }
    }
}

@Suite struct ConsentTests {
    @Test(
        arguments: [
            ("2012-11-25", "2026-11-24", ConsentRule.Giver.guardian), ("2012-11-25", "2026-11-25", .student),
            ("2012-02-29", "2026-02-28", .guardian), ("2012-02-29", "2026-03-01", .student),
            ("2027-01-01", "2026-11-25", .guardian),
        ] as [(String, String, ConsentRule.Giver)])
    func aGuardianConsentsBelowFourteen(born: String, day: String, giver: ConsentRule.Giver) throws {
        #expect(
            try ConsentRule.shipped.giver(born: #require(CalendarDate(born)), on: #require(CalendarDate(day))) == giver)
    }

    @Test func noRuleGoesBelowTheLaw() {
        #expect(ConsentRule(ownConsentFrom: 13) == nil)
        #expect(ConsentRule(ownConsentFrom: 19) == nil)
        #expect(ConsentRule(ownConsentFrom: 18)?.ownConsentFrom == 18)
    }

    @Test func ageIsInWholeMonths() throws {
        let born = try #require(CalendarDate("2012-03-15"))
        #expect(try Age(born: born, on: #require(CalendarDate("2026-03-14")))?.months == 167)
        #expect(try Age(born: born, on: #require(CalendarDate("2026-03-15")))?.years == 14)
        #expect(Age(born: born, on: born.adding(days: -1)) == nil)
    }
}

@Suite struct PersonalTextTests {
    @Test(arguments: [
        ("2026001", "2026001"), ("g110105200001011234", "G110105200001011234"), ("ａ２０２６", "A2026"), ("AB-12", "AB-12"),
    ])
    func studentNumbersHaveOneSpelling(raw: String, text: String) { #expect(StudentNumber(raw)?.text == text) }

    @Test(arguments: ["", "123", "12 34", "-1234", "1234-", "12_34", "学号12", "=1+1", String(repeating: "1", count: 31)])
    func otherStudentNumbersAreRefused(raw: String) { #expect(StudentNumber(raw) == nil) }

    @Test(arguments: ["张三", "阿依古丽·买买提", "Anne-Marie O'Neil", "𠀀某"])
    func namesOfEveryScriptAreTaken(raw: String) {
        #expect(PersonName(raw)?.text == raw)
    }

    @Test(arguments: [
        "", "=cmd()", "+1", "-张", "@x", "张\u{0}三", "张\n三", "张3", "<b>", String(repeating: "张", count: 51),
    ])
    func whatIsNoNameIsRefused(raw: String) { #expect(PersonName(raw) == nil) }

    @Test(arguments: [
        ("13800138000", "13800138000"), ("138 0013 8000", "13800138000"), ("025-83335555", "02583335555"),
        ("+86 138-0013-8000", "+8613800138000"), ("（025）83335555", "02583335555"),
    ])
    func phoneNumbersAreNarrowedToDigits(raw: String, text: String) { #expect(PhoneNumber(raw)?.text == text) }

    @Test(arguments: ["", "12345", "12800138000", "1380013800a", "13+800138000", String(repeating: "1", count: 16)])
    func otherPhoneNumbersAreRefused(raw: String) { #expect(PhoneNumber(raw) == nil) }

    @Test(
        arguments: [("男", Sex.male), ("女", .female), ("F", .female), ("Male", .male), ("2", .female)] as [(String, Sex)]
    )
    func sexIsReadInBothLanguages(raw: String, sex: Sex) { #expect(Sex(schoolText: raw) == sex) }
}
