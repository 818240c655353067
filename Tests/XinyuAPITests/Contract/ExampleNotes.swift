internal import SwiftProtobuf
internal import XinyuAPI

/// A service of the example contract, as somebody would write one.
struct ExampleNotes: NoteService {
    func getNote(_ request: ExampleGetNoteRequest, _ call: TableRegistry.Reading) throws -> ExampleGetNoteResponse {
        .with { $0.note.id = request.studentID + "-note" }
    }

    func writeNote(
        _ request: ExampleWriteNoteRequest, _ call: TableRegistry.Changing
    ) throws -> ExampleWriteNoteResponse {
        .with { $0.noteID = String(request.values.count) }
    }

    func `import`(_ request: ExampleImportRequest, _ call: TableRegistry.Running) async throws -> ExampleImportResponse
    {
        .with { $0.taken = UInt64(request.data.count) }
    }

    func watchNotes(
        _ request: ExampleGetNoteRequest, _ call: TableRegistry.Running,
        _ send: @Sendable (ExampleNoteEvent) async throws -> Void
    ) async throws {
        for number in 0..<3 { try await send(.with { $0.note.score = Int32(number) }) }
    }

    func ping(_ request: ExamplePingRequest, _ call: TableRegistry.Immediate) throws -> ExamplePingResponse { .init() }
}
