internal import Foundation
internal import FoundationEssentials
internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

@testable internal import protoc_gen_xinyu

/// Runs `protoc` for descriptors and the plugin's logic over them, in this process.
enum Protoc {
    enum Failure: Error {
        case compiler(String)
    }

    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let executable: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { URL(fileURLWithPath: String($0)).appendingPathComponent("protoc") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    static var isInstalled: Bool { executable != nil }

    /// What the plugin answers for the file `name` in the folder `folder`.
    static func generate(
        _ names: [String], in folder: URL, parameter: String = ""
    ) throws -> Google_Protobuf_Compiler_CodeGeneratorResponse {
        let set = try descriptors(names, in: folder)
        var request = Google_Protobuf_Compiler_CodeGeneratorRequest()
        request.fileToGenerate = names
        request.parameter = parameter
        request.protoFile = set.file
        return generateCode(request: request, generator: XinyuGenerator())
    }

    /// The same for one file with this text.
    static func generate(text: String) throws -> Google_Protobuf_Compiler_CodeGeneratorResponse {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(text.utf8).write(to: folder.appendingPathComponent("case.proto"))
        return try generate(["case.proto"], in: folder)
    }

    private static func descriptors(_ names: [String], in folder: URL) throws -> Google_Protobuf_FileDescriptorSet {
        let output = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: output) }
        let process = Process()
        process.executableURL = executable
        process.arguments =
            [
                "-I", package.appendingPathComponent("proto").path, "-I", folder.path, "--include_imports",
                "--include_source_info", "--descriptor_set_out=\(output.path)",
            ] + names
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure.compiler(String(decoding: text, as: UTF8.self))
        }
        var extensions = SimpleExtensionMap()
        extensions.insert(contentsOf: XinyuGenerator().customOptionExtensions)
        return try Google_Protobuf_FileDescriptorSet(
            serializedBytes: Data(contentsOf: output), extensions: extensions)
    }
}
