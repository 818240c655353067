internal import ArgumentParser
internal import Foundation
internal import JSONRPC

/// `xinyu call METHOD JSON`: any method, as it is.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: Language.current.text(en: "Call any method with JSON", zh: "以 JSON 调用任一方法"),
        discussion: "xinyu call xinyu.v1.UnitService/ListUnits '{}'\nJSON may also be read from standard input: -")

    @Argument(help: "As xinyu.v1.UnitService/ListUnits; xinyu discover lists them.")
    var method: String

    @Argument(help: "The parameters, an object; - reads standard input.")
    var params: String = "{}"

    @OptionGroup var door: Door

    func run() async throws {
        let bytes =
            params == "-" ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : Array(params.utf8)
        let line = bytes.filter { $0 != 0x0A && $0 != 0x0D }
        try await door.open { client in
            Output.json(try await client.call(method, params: line, meta: door.meta()))
        }
    }
}

/// `xinyu watch METHOD JSON`: a streaming method, a line a message.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: Language.current.text(en: "Follow a streaming method, a line a message", zh: "跟随流式方法，每条消息一行"),
        discussion: "xinyu watch xinyu.v1.WarningService/WatchWarnings '{\"unitId\":\"…\"}'")

    @Argument(help: "As xinyu.v1.WarningService/WatchWarnings.")
    var method: String

    @Argument(help: "The parameters, an object.")
    var params: String = "{}"

    @OptionGroup var door: Door

    func run() async throws {
        try await door.open { client in
            for try await message in client.stream(method, params: Array(params.utf8), meta: try door.meta()) {
                Output.json(message)
            }
        }
    }
}

/// `xinyu discover`: the OpenRPC document, or the methods' names.
struct DiscoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover",
        abstract: Language.current.text(en: "Print what the daemon can do, as OpenRPC", zh: "以 OpenRPC 列出全部方法"))

    @OptionGroup var door: Door

    func run() async throws {
        try await door.open { client in
            Output.json(try await client.call("rpc.discover", meta: try door.meta()))
        }
    }
}
