internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// The attention levels as the place of the daemon shows them.
struct LevelWords {
    private let names: [APIAttentionLevel: String]

    /// Asks the daemon.
    init(from client: RPCClient) async throws {
        let profile = try await ServerServiceClient(client).getLevelProfile(APIGetLevelProfileRequest())
        names = profile.levels.reduce(into: [:]) { names, display in
            names[display.level] = display.names[Language.current.rawValue]
        }
    }

    subscript(level: APIAttentionLevel) -> String { names[level] ?? Words.level(level) }
}
