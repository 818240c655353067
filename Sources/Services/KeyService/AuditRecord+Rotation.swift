internal import AuditLog
internal import Domain
internal import Glibc
internal import JSONRPC
internal import Store
internal import XinyuAPI

extension AuditRecord {
    /// That a rotation has ended: done by the daemon itself, for the one who began it. The call that began it has its
    /// own record.
    init(endOf rotation: KeyRotationRecord, sealedValues: Int, _ outcome: Outcome) {
        let method = KeyServiceMethods.rotateDataKeys
        self.init(
            time: rotation.finishedAt ?? rotation.startedAt, actor: rotation.startedBy, role: "",
            peer: Peer(uid: getuid(), pid: UInt32(truncatingIfNeeded: getpid())), method: method.name,
            permission: method.permission.rawValue, subject: .none, purpose: [], outcome: outcome,
            counts: [Count(key: "values", value: UInt64(clamping: sealedValues))],
            requestID: "end of rotation \(rotation.id)")
    }
}

extension AuditRecord.Outcome {
    /// Something that should be there does not open.
    static var dataLoss: AuditRecord.Outcome { AuditRecord.Outcome(code: GRPCStatus.dataLoss.rawValue) ?? .ok }
}
