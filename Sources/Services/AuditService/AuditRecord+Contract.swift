internal import AuditLog
internal import Domain
internal import SwiftProtobuf
internal import Vault
internal import XinyuAPI

extension APIAuditEntry {
    /// With the purpose in clear. One that does not open is left out: the record is shown all the same.
    init(_ record: AuditRecord, openedWith ring: KeyRing) {
        self.init()
        index = record.index
        at = Google_Protobuf_Timestamp(record.time)
        actorID = record.actor == .installation ? "" : record.actor.description
        role = record.role
        peerUid = record.peer.uid
        peerPid = Int32(truncatingIfNeeded: record.peer.pid)
        method = record.method
        permission = record.permission
        subjectKind = record.subject.kind
        subjectID = record.subject.id == .installation ? "" : record.subject.id.description
        purpose = (try? SealedPurpose.open(record, with: ring)) ?? ""
        outcome = record.outcome.name
        counts = Dictionary(record.counts.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        requestID = record.requestID
    }
}
