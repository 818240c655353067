import TestSupport
import Testing

@testable import Instruments

@Suite("Scores as bytes and as JSON")
struct InstrumentScoreTests {
    static let score = InstrumentScore(
        scales: [
            .init(id: "a", raw: 12_345, standard: -500, mean: nil, answered: 9, state: .complete, band: "mild"),
            .init(id: "b\"", raw: nil, standard: nil, mean: .max, answered: 0, state: .incomplete, band: nil),
            .init(
                id: "p", raw: 7_000, standard: nil, mean: nil, answered: 3, state: .incomplete, band: nil,
                isProrated: true),
        ],
        derived: [
            .init(id: "n", kind: .number, value: 1_000), .init(id: "y", kind: .statement, value: 1_000),
            .init(id: "z", kind: .statement, value: nil), .init(id: "m", kind: .millionths, value: 512_500),
            .init(id: "l", kind: .label, value: 1_000, label: "second"), .init(id: "k", kind: .label, value: nil),
            .init(id: "t", part: "a", kind: .table, value: 1_500), .init(id: "t", part: "b", kind: .table, value: nil),
            .init(id: "i", part: "a", kind: .list, value: 1_000), .init(id: "i", part: "b", kind: .list, value: 0),
            .init(id: "o", part: "a", kind: .list, value: nil), .init(id: "o", part: "b", kind: .list, value: 0),
            .init(id: "e", part: "a", kind: .list, value: 0), .init(id: "e", part: "b", kind: .list, value: 0),
            .init(id: "c", part: "a", kind: .countedList, value: 0),
            .init(id: "c", part: "b", kind: .countedList, value: 1_000),
        ],
        flags: [.init(id: "f", holds: false), .init(id: "g", holds: nil), .init(id: "h", holds: true)],
        criticalItems: ["item9", "六"])

    @Test("What is written is read")
    func roundTrip() {
        #expect(InstrumentScore(bytes: Self.score.bytes) == Self.score)
        let empty = InstrumentScore(scales: [], derived: [], flags: [], criticalItems: [])
        #expect(empty.bytes == [1, 0, 0, 0, 0])
        #expect(InstrumentScore(bytes: empty.bytes) == empty)
    }

    @Test("Cut at any byte, or longer by one, it is not a score")
    func cut() {
        let bytes = Self.score.bytes
        for length in bytes.indices { #expect(InstrumentScore(bytes: Array(bytes[..<length])) == nil) }
        #expect(InstrumentScore(bytes: bytes + [0]) == nil)
    }

    @Test("Random bytes are refused or read, and never worse")
    func fuzz() {
        let random = SeededRandomSource(seed: 11)
        for round in 0..<5_000 {
            var bytes = Self.score.bytes
            let noise = random.bytes(4)
            bytes[Int(noise[0]) % bytes.count] = noise[1]
            bytes[Int(noise[2]) % bytes.count] = noise[3]
            if let read = InstrumentScore(bytes: bytes) {
                #expect(InstrumentScore(bytes: read.bytes) == read, "\(round)")
            }
        }
    }

    @Test("The bytes of today can be read for ever")
    func known() {
        let one = InstrumentScore(
            scales: [.init(id: "t", raw: 5_000, standard: nil, mean: nil, answered: 9, state: .complete, band: "m")],
            derived: [], flags: [], criticalItems: [])
        #expect(one.bytes == [1, 1, 1, 0x74, 1, 0x90, 0x4E, 0, 0, 9, 1, 1, 0x6D, 0, 0, 0])
    }

    @Test(
        "Thousandths are printed exactly",
        arguments: [
            (0, "0"), (1, "0.001"), (10, "0.01"), (1_500, "1.5"), (-1_500, "-1.5"), (-1, "-0.001"), (12_000, "12"),
            (1_333, "1.333"), (Int64.max, "9223372036854775.807"), (Int64.min, "-9223372036854775.808"),
        ] as [(Int64, String)])
    func decimals(value: Int64, text: String) { #expect(decimal(value) == text) }

    @Test("Where there is no room for structure, each value has one name and thousandths")
    func flat() {
        let flat = Self.score.derived.map(\.flat)
        #expect(
            flat.map(\.name) == [
                "n", "y", "z", "m", "l.second", "k", "t.a", "t.b", "i.a", "i.b", "o.a", "o.b", "e.a", "e.b", "c.a",
                "c.b",
            ])
        #expect(flat[3].thousandths == 513)
        #expect(flat[4].thousandths == 1_000)
    }

    @Test("JSON")
    func json() {
        let expected =
            #"{"scales":{"a":{"raw":12.345,"standard":-0.5,"mean":null,"answered":9,"state":"COMPLETE","prorated":false,"band":"mild"},"#
            + #""b\"":{"raw":null,"standard":null,"mean":9223372036854775.807,"answered":0,"state":"INCOMPLETE","prorated":false,"band":null},"#
            + #""p":{"raw":7,"standard":null,"mean":null,"answered":3,"state":"INCOMPLETE","prorated":true,"band":null}},"#
            + #""derived":{"n":1,"y":true,"z":null,"m":0.5125,"l":"second","k":null,"t":{"a":1.5,"b":null},"i":["a"],"#
            + #""o":null,"e":[],"c":{"number":1,"list":["b"]}},"flags":{"f":false,"g":null,"h":true},"criticalItems":["item9","六"]}"#
        #expect(Self.score.json == expected)
    }
}
