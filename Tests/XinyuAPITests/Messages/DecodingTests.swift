internal import JSONRPC
internal import SwiftProtobuf
internal import Testing

@testable internal import XinyuAPI

@Suite("Requests that do not decode")
struct DecodingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let params: String
        let field: String
        let description: String
        var testDescription: String { params }
    }

    static let cases: [Case] = [
        Case(params: #"{"studentId":1}"#, field: "studentId", description: "must be a string"),
        Case(
            params: #"{"nonsense":"secret"}"#, field: "nonsense", description: "no such field; rpc.discover lists them"),
        Case(
            params: #"{"filter":{"span":{"oops":"secret"}}}"#, field: "filter.span.oops",
            description: "no such field; rpc.discover lists them"),
        Case(
            params: #"{"mood":"MOOD_SECRET"}"#, field: "mood", description: "must be one of the names in the contract"),
        Case(params: #"{"size":-1}"#, field: "size", description: "must be a number in the field's range"),
        Case(params: #"{"size":"secret"}"#, field: "size", description: "must be a number in the field's range"),
        Case(
            params: #"{ "size" : 4294967296 , "studentId":"s"}"#, field: "size",
            description: "must be a number in the field's range"),
        Case(
            params: #"{"studentId":"s","filter":{"onlyOpen":"secret"}}"#, field: "filter.onlyOpen",
            description: "must be true or false"),
        Case(
            params: #"{"more":[{},{"span":{"fromScore":-1}}]}"#, field: "more[1].span.fromScore",
            description: "must be a number in the field's range"),
        Case(
            params: #"{"filter":{"moods":["MOOD_CALM",null]}}"#, field: "filter.moods[1]",
            description: "must not be null here"),
        Case(
            params: #"{"filter":{"authorName":"a","authorId":"b"}}"#, field: "filter",
            description: "stands beside another of which only one may be set"),
        Case(params: #"{"named":[]}"#, field: "named", description: "has the wrong type"),
        Case(params: #"{"studentId":"s""#, field: "params", description: "must be one whole JSON object"),
    ]

    @Test("name the field and what it takes, and never what it held", arguments: cases)
    func faults(example: Case) throws {
        let error = #expect(throws: RPCError.self) { try ExampleGetNoteRequest(params: Array(example.params.utf8)) }
        #expect(error?.status == .invalidArgument)
        let violation = try #require(error?.details.fieldViolations.first)
        #expect(violation.field == example.field)
        #expect(violation.description == example.description)
        #expect(error?.message.lowercased().contains("secret") == false)
    }

    @Test("cost a bounded search, however many elements there are")
    func searchIsBounded() {
        var trials = 0
        let text = "{\"values\":[" + Array(repeating: "1", count: 5000).joined(separator: ",") + "]}"
        let path = FaultLocator(Array(text.utf8)).faultyPath { candidate in
            trials += 1
            return candidate.count > 10_000
        }
        #expect(path == "values")
        #expect(trials <= FaultLocator.mostTrials)
    }

    @Test("cost a bounded search, however long and deep the text is")
    func searchReadsLittle() {
        var bytesRead = 0
        let long = String(repeating: "x", count: 100_000)
        let text = String(repeating: "{\"a\":", count: 50) + "\"\(long)\"" + String(repeating: "}", count: 50)
        _ = FaultLocator(Array(text.utf8)).faultyPath { candidate in
            bytesRead += candidate.count
            return true
        }
        #expect(bytesRead <= FaultLocator.mostBytes)
    }

    @Test("cut a name that was chosen to be long")
    func longNames() {
        let name = String(repeating: "x", count: 5000)
        let error = #expect(throws: RPCError.self) {
            try ExampleGetNoteRequest(params: Array("{\"\(name)\":1}".utf8))
        }
        #expect((error?.message.utf8.count ?? .max) < 200)
    }

    @Test("are only these: empty params, both spellings and explicit defaults decode")
    func goodRequests() throws {
        #expect(try ExampleGetNoteRequest(params: []) == ExampleGetNoteRequest())
        #expect(try ExampleGetNoteRequest(params: Array("{}".utf8)) == ExampleGetNoteRequest())
        #expect(try ExampleGetNoteRequest(params: Array(#"{"studentId":"s"}"#.utf8)).studentID == "s")
        #expect(try ExampleGetNoteRequest(params: Array(#"{"student_id":"s"}"#.utf8)).studentID == "s")
        #expect(try ExampleGetNoteRequest(params: Array(#"{"size":"7"}"#.utf8)).size == 7)
    }

    @Test("an answer with a field that the client does not know is read without it")
    func clientsPassOverNewFields() throws {
        let response = try ExampleWriteNoteResponse(result: Array(#"{"noteId":"n","new":{"a":[1]}}"#.utf8))
        #expect(response.noteID == "n")
        #expect(throws: RPCError.self) { try ExampleWriteNoteResponse(result: Array("[]".utf8)) }
        #expect(try ExampleWriteNoteResponse(result: []) == ExampleWriteNoteResponse())
    }

    @Test("an answer is one line, control characters and all")
    func answersAreOneLine() throws {
        let response = ExampleWriteNoteResponse.with { $0.noteID = "a\nb\u{2028}\"\\" }
        let bytes = try response.encodedResult()
        #expect(!bytes.contains(0x0A))
        #expect(try ExampleWriteNoteResponse(result: bytes) == response)
    }
}
