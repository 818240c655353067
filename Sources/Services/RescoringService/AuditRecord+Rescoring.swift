internal import AuditLog
internal import Domain
internal import Glibc
internal import Store
internal import XinyuAPI

extension AuditRecord {
    /// That a re-scoring, or its adoption, has come to its end: done by the daemon itself, for the one who asked. The call
    /// that asked has its own record.
    init(endOf rescoring: RescoringRecord, at moment: Timestamp) {
        let isAdopted = rescoring.state == .adopted
        let method = isAdopted ? RescoringServiceMethods.adoptRescoring : RescoringServiceMethods.startRescoring
        self.init(
            time: moment, actor: isAdopted ? rescoring.decidedBy ?? rescoring.startedBy : rescoring.startedBy, role: "",
            peer: Peer(uid: getuid(), pid: UInt32(truncatingIfNeeded: getpid())), method: method.name,
            permission: method.permission.rawValue, subject: .none, purpose: [], outcome: .ok,
            counts: [
                Count(key: "sheets", value: UInt64(clamping: isAdopted ? rescoring.adopted : rescoring.done)),
                Count(key: "warnings", value: UInt64(clamping: rescoring.warnings)),
            ],
            requestID: "end of re-scoring \(rescoring.id)")
    }
}
