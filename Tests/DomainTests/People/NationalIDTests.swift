import Domain
import Testing

/// The valid numbers are the two examples that the standard itself gives.
@Suite("National identity number")
struct NationalIDTests {
    @Test(
        "Valid numbers tell birth date and sex",
        arguments: [
            ("11010519491231002X", "1949-12-31", Sex.female), ("440524188001010014", "1880-01-01", Sex.male),
            ("11010519491231002x", "1949-12-31", Sex.female),
            ("１１０１０５１９４９１２３１００２Ｘ", "1949-12-31", Sex.female),
            ("１１０１０５１９４９１２３１００２ｘ", "1949-12-31", Sex.female),
        ])
    func valid(text: String, born: String, sex: Sex) throws {
        let id = try NationalID(text)
        #expect(id.birthDate.description == born)
        #expect(id.sex == sex)
        #expect(id.text.utf8.count == 18)
        #expect(try NationalID(id.text) == id)
    }

    @Test("Case and width do not make another number")
    func normalised() throws {
        #expect(try NationalID("１１０１０５１９４９１２３１００２ｘ").text == "11010519491231002X")
    }

    @Test(
        "Each fault by its name",
        arguments: [
            ("", .length), ("11010519491231002", .length), ("11010519491231002XX", .length),
            ("110105491231002", .length), ("1101051949123100XX", .characters), ("0101051949123100X2", .characters),
            ("11010519491231002Y", .characters), ("11010519491231002-", .characters),
            ("110105194912310２０Z", .characters),
            ("010105194912310021", .characters), ("11010519490230002X", .birthDate), ("11010519491331002X", .birthDate),
            ("110105194912310021", .checkCharacter), ("11010519491231003X", .checkCharacter),
            ("110105194912310020", .checkCharacter),
        ] as [(String, NationalID.Fault)])
    func faulty(text: String, fault: NationalID.Fault) {
        #expect(throws: fault) { try NationalID(text) }
    }

    @Test("Any one wrong digit and any two neighbours exchanged are noticed")
    func typingErrors() {
        let right = Array("440524188001010014".utf8)
        for place in right.indices {
            for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != right[place] {
                var wrong = right
                wrong[place] = digit
                #expect(throws: NationalID.Fault.self) { try NationalID(String(decoding: wrong, as: UTF8.self)) }
            }
            guard place > 0, right[place] != right[place - 1] else { continue }
            var wrong = right
            wrong.swapAt(place, place - 1)
            #expect(throws: NationalID.Fault.self) { try NationalID(String(decoding: wrong, as: UTF8.self)) }
        }
    }

    @Test("A number that contradicts the roster says where; what is unknown contradicts nothing")
    func contradictions() throws {
        let id = try NationalID("11010519491231002X")
        let other = try #require(CalendarDate("1949-12-30"))
        #expect(id.contradictions(birthDate: id.birthDate, sex: .female).isEmpty)
        #expect(id.contradictions(birthDate: nil, sex: nil).isEmpty)
        #expect(id.contradictions(birthDate: other, sex: nil) == [.birthDate])
        #expect(id.contradictions(birthDate: nil, sex: .male) == [.sex])
        #expect(id.contradictions(birthDate: other, sex: .male) == [.birthDate, .sex])
    }

    @Test("Nothing that prints a value prints the number")
    func silent() throws {
        let id = try NationalID("11010519491231002X")
        var dumped = ""
        dump(id, to: &dumped)
        for text in ["\(id)", String(reflecting: id), dumped, "\([id])"] {
            #expect(!text.contains("1949"))
        }
    }
}
