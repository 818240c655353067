public import AuditLog
public import Domain
public import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.ServerService`: how the daemon itself is.
public struct ServerServiceImplementation: ServerService {
    /// What does not change while the daemon runs.
    public struct Facts: Sendable {
        public let version: String
        public let startedAt: Timestamp

        public init(version: String, startedAt: Timestamp) {
            self.version = version
            self.startedAt = startedAt
        }
    }

    private let facts: Facts
    private let levels: LevelProfile
    private let log: AuditLog
    private let isDraining: @Sendable () -> Bool
    private let counts: @Sendable () -> ServerCounts

    /// - Parameters:
    ///   - isDraining: as `Server.isDraining`. A closure, for the server is made after the services.
    ///   - counts: as `Server.counts`.
    public init(
        _ facts: Facts, levels: LevelProfile, log: AuditLog, isDraining: @escaping @Sendable () -> Bool,
        counts: @escaping @Sendable () -> ServerCounts
    ) {
        self.facts = facts
        self.levels = levels
        self.log = log
        self.isDraining = isDraining
        self.counts = counts
    }

    public func getStatus(_ request: APIGetStatusRequest, _ call: ReadingCall) throws -> APIGetStatusResponse {
        let counts = counts()
        let waiting = try call.transaction.countOfSheetsToScore()
        return .with { response in
            response.version = facts.version
            response.startedAt = Google_Protobuf_Timestamp(facts.startedAt)
            response.isDraining = isDraining()
            response.connections = UInt32(clamping: counts.connections)
            response.callsInFlight = UInt32(clamping: counts.callsInFlight)
            response.callsTotal = UInt64(clamping: counts.callsTotal)
            response.logSize = log.head.size
            response.sheetsWaitingForScores = UInt32(clamping: waiting)
            response.errors = Dictionary(
                uniqueKeysWithValues: counts.errors.map { (String($0.key), UInt64(clamping: $0.value)) })
        }
    }

    public func getLevelProfile(
        _ request: APIGetLevelProfileRequest, _ call: ImmediateCall
    ) throws -> APIGetLevelProfileResponse {
        .with { $0.levels = AttentionLevel.allCases.map { APILevelDisplay($0, levels[$0]) } }
    }
}

extension APILevelDisplay {
    init(_ level: AttentionLevel, _ display: LevelProfile.Display) {
        self.init()
        self.level = APIAttentionLevel(level)
        names = display.names
        if let number = display.number { self.number = UInt32(clamping: number) }
        colour = display.colour ?? ""
    }
}
