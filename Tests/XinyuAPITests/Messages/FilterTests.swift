internal import Domain
internal import SwiftProtobuf
internal import Testing
internal import XinyuAPI

@Suite("Filters above the ceiling")
struct FilterTests {
    @Test("a request without filters passes under every ceiling", arguments: Sensitivity.allCases)
    func plainRequest(ceiling: Sensitivity) {
        let request = ExampleGetNoteRequest.with {
            $0.studentID = "s"
            $0.size = 10
            $0.filter.authorID = "a"
        }
        #expect(request.fieldsAbove(ceiling: ceiling).isEmpty)
    }

    @Test("set fields above the ceiling are named, those at it are not")
    func namedByCeiling() {
        let request = ExampleGetNoteRequest.with {
            $0.text = "x"
            $0.mood = .calm
            $0.filter.onlyOpen = true
        }
        #expect(request.fieldsAbove(ceiling: .raw) == [])
        #expect(request.fieldsAbove(ceiling: .clinical) == ["text"])
        #expect(request.fieldsAbove(ceiling: .status) == ["text", "mood"])
        #expect(request.fieldsAbove(ceiling: .roster) == ["filter.onlyOpen", "text", "mood"])
    }

    @Test("filters within messages, lists and maps are found, each once")
    func nestedFilters() {
        let filter = ExampleFilter.with {
            $0.span.untilScore = 0
            $0.moods = [.calm]
            $0.authorName = "n"
        }
        let request = ExampleGetNoteRequest.with {
            $0.more = [filter, filter]
            $0.named = ["key": filter]
        }
        #expect(
            request.fieldsAbove(ceiling: .roster) == [
                "more.span.untilScore", "more.moods", "more.authorName",
                "named.span.untilScore", "named.moods", "named.authorName",
            ])
        #expect(request.fieldsAbove(ceiling: .status).contains("more.span.untilScore"))
        #expect(!request.fieldsAbove(ceiling: .status).contains("more.moods"))
    }

    @Test("nobody under CLINICAL filters warnings by their state")
    func warningStates() {
        let request = APIListWarningsRequest.with { $0.states = [.raised] }
        #expect(request.fieldsAbove(ceiling: .clinical).isEmpty)
        #expect(request.fieldsAbove(ceiling: .status) == ["states"])
    }
}
