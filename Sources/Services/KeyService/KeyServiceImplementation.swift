internal import Domain
internal import JSONRPC
public import Router
public import Store
internal import SwiftProtobuf
public import Vault
public import XinyuAPI

/// `xinyu.v1.KeyService`: the terms of the data keys, and their turning.
public struct KeyServiceImplementation: KeyService {
    private let keys: KeyStore
    private let ring: KeyRing
    private let rotation: DataKeyRotation
    private let usage: KeyUsageLedger

    public init(keys: KeyStore, ring: KeyRing, rotation: DataKeyRotation, usage: KeyUsageLedger) {
        self.keys = keys
        self.ring = ring
        self.rotation = rotation
        self.usage = usage
    }

    public func getKeyStatus(
        _ request: APIGetKeyStatusRequest, _ call: ReadingCall
    ) throws -> APIGetKeyStatusResponse {
        let counts = TermCounts(
            ownerKeys: try keys.ownerCounts(), sealedValues: try call.transaction.sealedCounts())
        let newest = try call.transaction.keyRotations().first { $0.kind == .data && $0.state == .finished }
        return .with { response in
            response.terms = ring.stored.filter { $0.purpose == .dataKeyEncryption }.map { key in
                APIKeyTerm(key, counts[key.term])
            }
            if let progress = rotation.progress { response.rotation = APIRotationProgress(progress) }
            response.certificate = newest?.certificate ?? ""
            response.uses = usage.totals.map { APIKeyUse($0) }
        }
    }

    public func rotateDataKeys(
        _ request: APIRotateDataKeysRequest, _ call: RunningCall,
        _ send: @Sendable (APIRotationProgress) async throws -> Void
    ) async throws {
        let id = try await call.write { [rotation] changing in
            try rotation.begin(
                by: changing.context.accountID, id: changing.newIdentifier(), at: changing.context.now,
                in: changing.transaction)
        }
        // Watched before it may end.
        let changes = rotation.watch(id)
        try rotation.start()
        for try await progress in changes { try await send(APIRotationProgress(progress)) }
        // The watch ends with the caller's patience as well.
        try Task.checkCancellation()
    }
}

extension APIKeyUse {
    init(_ usage: KeyUsage) {
        self.init()
        purpose = usage.purpose.rawValue
        term = usage.term
        count = usage.count
        limit = KeyUsage.limit
        isNearLimit = usage.isNearLimit
    }
}

extension APIKeyTerm {
    fileprivate init(_ key: StoredKey, _ count: TermCounts.Count) {
        self.init()
        term = key.term
        state = key.state.rawValue
        createdAt = Google_Protobuf_Timestamp(key.createdAt)
        ownerKeys = UInt64(clamping: count.ownerKeys)
        sealedValues = UInt64(clamping: count.sealedValues)
    }
}
