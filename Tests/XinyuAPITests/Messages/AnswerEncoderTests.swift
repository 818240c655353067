internal import Domain
internal import FoundationEssentials
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

@testable internal import XinyuAPI

/// Answers are written by hand for speed; swift-protobuf is the measure of what they must be.
@Suite("The text of an answer")
struct AnswerEncoderTests {
    private static func expectSame(_ answer: ExampleGetNoteResponse, _ place: SourceLocation = #_sourceLocation) throws
    {
        let encoded = try #require(try AnswerEncoder.encode(answer), sourceLocation: place)
        let expected: [UInt8] = try answer.jsonUTF8Bytes()
        #expect(
            String(decoding: encoded, as: UTF8.self) == String(decoding: expected, as: UTF8.self), sourceLocation: place
        )
    }

    private static func response(_ change: (inout ExampleNote) -> Void) -> ExampleGetNoteResponse {
        var note = ExampleNote()
        change(&note)
        return .with { $0.note = note }
    }

    @Test("has every kind of field as swift-protobuf writes it")
    func kinds() throws {
        try Self.expectSame(ExampleGetNoteResponse())
        try Self.expectSame(Self.response { _ in })
        let author = ExampleAuthor.with {
            $0.id = "a"
            $0.name = "李雷"
        }
        let whole = Self.response { note in
            note.id = "n"
            note.text = "raw"
            note.mood = .tense
            note.score = -7
            note.weight = 0
            note.isOpen = true
            note.writtenAt.seconds = 1_790_000_000
            note.tags = ["t", "", "u"]
            note.counts = ["k": 3, "l": -9_007_199_254_740_993]
            note.author = author
            note.readers = ["Anna": author, "": ExampleAuthor()]
            note.editors = [author, ExampleAuthor(), author]
            note.teacher = author
            note.answers = [
                .with {
                    $0.counts = ["x": 1]
                    $0.author = author
                    $0.tags = ["z"]
                },
                .with { $0.mood = .UNRECOGNIZED(17) },
            ]
        }
        try Self.expectSame(whole)
        var more = whole
        more.related = [whole.note, ExampleNote(), whole.note]
        more.nextPage = "next"
        more.incomplete = ["a.b", "c"]
        try Self.expectSame(more)
        try Self.expectSame(Self.response { $0.studentName = "" })
        try Self.expectSame(Self.response { $0.mood = .UNRECOGNIZED(-1) })
    }

    @Test("has the extremes of numbers")
    func numbers() throws {
        for number in [Int32.min, -1, 1, 9, 10, 99, 100, .max] {
            try Self.expectSame(Self.response { $0.score = number })
        }
        for number in [UInt32(0), 1, .max] { try Self.expectSame(Self.response { $0.weight = number }) }
        for number in [Int64.min, -1, 0, .max] { try Self.expectSame(Self.response { $0.counts = ["n": number] }) }
        for number in [UInt64(1), .max] {
            let encoded = try #require(try AnswerEncoder.encode(ExampleImportResponse.with { $0.taken = number }))
            #expect(String(decoding: encoded, as: UTF8.self) == #"{"taken":"\#(number)"}"#)
        }
    }

    @Test("escapes each character that needs it, wherever it stands")
    func characters() throws {
        let edges: [ClosedRange<UInt32>] = [
            0...0x17F, 0x7F0...0x810, 0x2020...0x2030, 0xD7F0...0xD7FF, 0xE000...0xE010,
        ]
        for code in edges.joined() + [0xFFFD, 0xFFFF, 0x1_0000, 0x1_F600, 0x10_FFFF] {
            let character = String(Character(try #require(Unicode.Scalar(code))))
            for text in [character, "a" + character, character + "b", "心" + character + character + "育"] {
                try Self.expectSame(Self.response { $0.id = text })
            }
        }
    }

    @Test("has moments with and without milliseconds")
    func moments() throws {
        let days: [Int64] = [-62_000, -25_567, -1, 0, 1, 11_016, 19_782, 20_717, 376_000]
        for seconds in days.flatMap({ [$0 * 86_400, $0 * 86_400 + 86_399, $0 * 86_400 + 43_201] }) {
            for nanos in [Int32(0), 1_000_000, 20_000_000, 999_000_000] {
                try Self.expectSame(
                    Self.response {
                        $0.writtenAt.seconds = seconds
                        $0.writtenAt.nanos = nanos
                    })
            }
        }
    }

    @Test("is left to swift-protobuf where it holds what is not known here")
    func fallback() throws {
        let unknown: [ExampleGetNoteResponse] = [
            Self.response { $0.ratio = 0.5 }, Self.response { $0.picture = Data([1, 2]) },
            Self.response { $0.writtenAt.nanos = 1 }, Self.response { $0.writtenAt.seconds = 200_000_000_000 },
        ]
        for answer in unknown {
            #expect(try AnswerEncoder.encode(answer) == nil)
            let expected: [UInt8] = try answer.jsonUTF8Bytes()
            #expect(try answer.encodedResult() == expected)
        }
    }

    @Test("reads back as what was written, whatever the texts", arguments: 0..<20)
    func fuzz(seed: Int) throws {
        let random = SeededRandomSource(seed: UInt64(seed))
        for _ in 0..<20 {
            let pieces = (0..<6).map { _ in
                String(decoding: random.bytes(Int(random.bytes(1)[0] % 40)), as: UTF8.self)
            }
            let answer = Self.response { note in
                note.id = pieces[0]
                note.tags = Array(pieces[1...3])
                note.counts = [pieces[4]: Int64(random.bytes(1)[0])]
                note.unitName = pieces[5]
            }
            try Self.expectSame(answer)
            #expect(try ExampleGetNoteResponse(result: answer.encodedResult()) == answer)
        }
    }
}
