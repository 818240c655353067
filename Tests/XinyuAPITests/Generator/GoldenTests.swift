internal import Foundation
internal import FoundationEssentials
internal import SwiftProtobufPluginLibrary
internal import Testing

/// The committed files are what the generator makes: those of the example are read by people and compiled into these
/// tests, those of the contract into `XinyuAPI`.
@Suite("Generated files", .enabled(if: Protoc.isInstalled, "needs protoc (protobuf-compiler)"))
struct GoldenTests {
    @Test("of the example contract are the committed ones")
    func example() throws {
        let tests = Protoc.package.appendingPathComponent("Tests/XinyuAPITests")
        let response = try Protoc.generate(
            ["example.proto"], in: tests.appendingPathComponent("Protos"), parameter: "Import=XinyuAPI")
        #expect(response.error.isEmpty)
        let names = ["NoteService.xinyu.swift", "example.messages.swift", "Contract.xinyu.swift"]
        #expect(response.file.map(\.name) == names)
        try compare(response, with: tests.appendingPathComponent("Generated"))
    }

    @Test("of the contract are the committed ones, and none is left over")
    func contract() throws {
        let folder = Protoc.package.appendingPathComponent("proto")
        let enumerator = FileManager.default.enumerator(atPath: folder.path)
        let names = (enumerator?.allObjects ?? []).compactMap { $0 as? String }.filter { $0.hasSuffix(".proto") }
            .sorted()
        let response = try Protoc.generate(names, in: folder)
        #expect(response.error.isEmpty)
        let generated = Protoc.package.appendingPathComponent("Sources/XinyuAPI/Generated")
        try compare(response, with: generated)
        let committed = try FileManager.default.contentsOfDirectory(atPath: generated.path)
        let own = committed.filter { !$0.hasSuffix(".pb.swift") }
        #expect(Set(own) == Set(response.file.map(\.name)))
    }

    private func compare(_ response: Google_Protobuf_Compiler_CodeGeneratorResponse, with folder: URL) throws {
        for file in response.file {
            let committed = try String(contentsOf: folder.appendingPathComponent(file.name), encoding: .utf8)
            #expect(file.content == committed, "\(file.name) differs: run proto/generate")
        }
    }
}
