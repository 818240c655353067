internal import Foundation
internal import FoundationEssentials
internal import JSONRPC
internal import SwiftProtobuf
internal import Testing
internal import XinyuAPI

@Suite("A service, registered and called by its typed client")
struct TypedClientTests {
    /// Calls a registry as if it were at the other end of a connection.
    private struct TableCaller: APICaller {
        let registry: TableRegistry

        func call(_ method: String, params: [UInt8], meta: CallMeta) async throws -> [UInt8] {
            guard let entry = registry.entries[method] else { throw RPCError.methodNotFound }
            return try await entry.call(params).first ?? []
        }

        func stream(_ method: String, params: [UInt8], meta: CallMeta) -> AsyncThrowingStream<[UInt8], any Error> {
            AsyncThrowingStream { continuation in
                Task {
                    do {
                        guard let entry = registry.entries[method] else { throw RPCError.methodNotFound }
                        for text in try await entry.call(params) { continuation.yield(text) }
                        continuation.finish()
                    } catch {
                        continuation.finish(throwing: error)
                    }
                }
            }
        }
    }

    private let registry: TableRegistry
    private let client: NoteServiceClient

    init() {
        var registry = TableRegistry()
        registry.register(ExampleNotes())
        self.registry = registry
        client = NoteServiceClient(TableCaller(registry: registry))
    }

    @Test("every method of the service is known after registration, with its rules")
    func allAreRegistered() {
        #expect(Set(registry.entries.keys) == Set(NoteServiceMethods.all.map(\.name)))
        for method in NoteServiceMethods.all { #expect(registry.entries[method.name]?.method == method) }
    }

    @Test("each kind of method answers through JSON")
    func kinds() async throws {
        #expect(try await client.getNote(.with { $0.studentID = "s" }).note.id == "s-note")
        #expect(try await client.writeNote(.with { $0.values = [1, -2] }).noteID == "2")
        #expect(try await client.import(.with { $0.data = Data([1, 2, 3]) }).taken == 3)
        #expect(try await client.ping(.init()) == .init())
    }

    @Test("a stream comes message by message")
    func streams() async throws {
        var scores: [Int32] = []
        for try await event in client.watchNotes(.init()) { scores.append(event.note.score) }
        #expect(scores == [0, 1, 2])
    }

    @Test("the scope is read from the field that the rule names, and is empty without one")
    func scopes() throws {
        func scope(_ method: MethodDescriptor, _ params: String) throws -> String? {
            try registry.entries[method.name]?.scope(Array(params.utf8))
        }
        #expect(try scope(NoteServiceMethods.getNote, #"{"studentId":"s"}"#) == "s")
        #expect(try scope(NoteServiceMethods.getNote, "{}") == "")
        #expect(try scope(NoteServiceMethods.import, "{}") == "")
        #expect(try scope(NoteServiceMethods.ping, "{}") == "")
    }

    @Test("a failure comes to the caller as the server's error")
    func failures() async throws {
        let empty = NoteServiceClient(TableCaller(registry: TableRegistry()))
        await #expect(throws: RPCError.methodNotFound) { try await empty.ping(.init()) }
        await #expect(throws: RPCError.methodNotFound) { for try await _ in empty.watchNotes(.init()) {} }
    }
}
