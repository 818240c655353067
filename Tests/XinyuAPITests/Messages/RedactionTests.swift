internal import Domain
internal import FoundationEssentials
internal import SwiftProtobuf
internal import Testing
internal import XinyuAPI

@Suite("What lies above the ceiling")
struct RedactionTests {
    private static func author(_ name: String) -> ExampleAuthor {
        .with {
            $0.id = "a"
            $0.name = name
        }
    }

    private static let note = ExampleNote.with {
        $0.id = "n"
        $0.text = "raw"
        $0.mood = .tense
        $0.score = -7
        $0.weight = 0
        $0.isOpen = true
        $0.picture = .init([1, 2])
        $0.writtenAt.seconds = 5
        $0.tags = ["t"]
        $0.counts = ["k": 3]
        $0.author = author("A")
        $0.readers = ["Anna": author("B"), "Ben": author("C")]
        $0.editors = [author("D"), author("E")]
        $0.teacher = author("F")
        $0.ratio = 0.5
    }

    @Test("nothing is cleared when the ceiling reaches all")
    func rawSeesAll() {
        var response = ExampleGetNoteResponse.with { $0.note = Self.note }
        let before = response
        response.redact(above: .raw)
        #expect(response == before)
        #expect(response.incompleteFields.isEmpty)
    }

    @Test("clinical loses single answers only")
    func clinicalLosesRaw() {
        var response = ExampleGetNoteResponse.with { $0.note = Self.note }
        response.redact(above: .clinical)
        var expected = Self.note
        expected.text = ""
        expected.picture = .init()
        #expect(response.note == expected)
        #expect(response.incomplete == ["note.text", "note.picture"])
    }

    @Test("every kind of field is cleared, and messages in lists, maps and oneofs are gone into")
    func statusLosesClinical() {
        var response = ExampleGetNoteResponse.with { $0.note = Self.note }
        response.redact(above: .status)
        let expected = ExampleNote.with {
            $0.id = "n"
            $0.weight = 0
            $0.isOpen = true
            $0.writtenAt.seconds = 5
            $0.author.id = "a"
            $0.readers = ["Anna": .with { $0.id = "a" }, "Ben": .with { $0.id = "a" }]
            $0.editors = [.with { $0.id = "a" }, .with { $0.id = "a" }]
            $0.teacher.id = "a"
            $0.ratio = 0.5
        }
        #expect(response.note == expected)
        #expect(
            response.incomplete == [
                "note.text", "note.mood", "note.score", "note.picture", "note.tags", "note.counts",
                "note.author.name", "note.readers.name", "note.editors.name", "note.teacher.name",
            ])
    }

    @Test("a message that is held itself goes as a whole and is named once")
    func publicSeesAlmostNothing() {
        var response = ExampleGetNoteResponse.with { $0.note = Self.note }
        response.redact(above: .public)
        #expect(!response.note.hasAuthor)
        #expect(!response.note.hasWeight)
        #expect(!response.note.hasWrittenAt)
        #expect(response.incomplete.contains("note.author"))
        #expect(!response.incomplete.contains("note.author.name"))
        #expect(response.note.ratio == 0.5)
    }

    @Test("a held case of a oneof is cleared, and another case stays")
    func oneofCases() {
        var held = ExampleNoteEvent.with { $0.note.studentName = "S" }
        held.redact(above: .public)
        #expect(held.note.subject == nil)
        var open = ExampleNoteEvent.with { $0.note.unitName = "U" }
        open.redact(above: .public)
        #expect(open.note.unitName == "U")
    }

    @Test("a field is named whether it was set or not, so that its absence tells nothing")
    func emptyFieldsAreNamedToo() {
        var full = ExampleGetNoteResponse.with { $0.note = Self.note }
        var empty = full
        empty.note.mood = .unspecified
        empty.note.clearWeight()
        empty.note.tags = []
        full.redact(above: .public)
        empty.redact(above: .public)
        #expect(full == empty)
    }

    @Test("each name comes once, however long the list")
    func namesAreUnique() {
        var response = ExampleGetNoteResponse.with {
            $0.related = Array(repeating: .with { $0.answers = [Self.note, Self.note] }, count: 50)
        }
        response.redact(above: .clinical)
        #expect(
            response.incomplete == [
                "related.text", "related.picture", "related.answers.text", "related.answers.picture",
            ])
        #expect(response.related.allSatisfy { $0.answers.allSatisfy { $0.text.isEmpty && $0.score == -7 } })
    }

    @Test("what the service itself left out stays named")
    func ownNamesStay() {
        var response = ExampleGetNoteResponse.with {
            $0.note = Self.note
            $0.incomplete = ["related", "note.text"]
        }
        response.redact(above: .clinical)
        #expect(response.incomplete == ["related", "note.text", "note.picture"])
    }

    @Test("an answer without held fields needs no walk")
    func openAnswers() {
        #expect(ExampleWriteNoteResponse.highestSensitivity == .public)
        #expect(ExampleGetNoteResponse.highestSensitivity == .raw)
        #expect(APIListCareEntriesResponse.highestSensitivity == .clinical)
        #expect(APIGetStudentResponse.highestSensitivity == .roster)
    }

    @Test("the class teacher sees advice and level of the care list, and neither scores nor history")
    func careListOfTheTeacher() {
        var response = APIListCareEntriesResponse.with {
            $0.entries = [
                .with {
                    $0.id = "1"
                    $0.studentName = "name"
                    $0.level = .concern
                    $0.supportAdvice = "advice"
                    $0.scores = ["phq9.total 18"]
                    $0.history = [.with { $0.reason = "reason" }]
                }
            ]
        }
        response.redact(above: .status)
        #expect(response.entries[0].supportAdvice == "advice")
        #expect(response.entries[0].level == .concern)
        #expect(response.entries[0].scores.isEmpty)
        #expect(response.entries[0].history.isEmpty)
        #expect(response.incomplete == ["entries.scores", "entries.history", "entries.proposals"])
    }
}
