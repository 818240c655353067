internal import Access
internal import Domain
internal import JSONRPC
internal import Router
internal import Store

/// The experts on whom a school can call, and who of them may not be asked about a student.
struct ConsultationPanel {
    let school: Identifier
    let units: UnitTree
    let transaction: ReadTransaction
    let now: Timestamp

    /// Accounts whose role of expert holds for the school, by the age of the grant.
    func experts() throws -> [AccountRecord] {
        // A panel holds for a unit and all below; that of the installation for every school.
        let places = units.path(of: school).map(\.id) + [.installation]
        var seen: Set<Identifier> = []
        var experts: [AccountRecord] = []
        for place in places {
            for grant in try transaction.grantsInForce(inScope: place, role: .expert, at: now)
            where Grant(grant)?.isPanel == true && seen.insert(grant.account).inserted {
                guard let account = try transaction.account(grant.account), account.state == .active else { continue }
                experts.append(account)
            }
        }
        return experts
    }

    /// - Throws: `INVALID_ARGUMENT` for the first of `candidates` who is none of the experts, is on the panel or was, or
    ///   is no independent one.
    func check(
        _ candidates: [Identifier], for consultation: ConsultationRecord, seated: [ConsultationExpertRecord]
    ) throws {
        let experts = Set(try experts().map(\.id))
        var taken = Set(seated.map(\.account))
        for (index, candidate) in candidates.enumerated() {
            let fault: String? =
                if !experts.contains(candidate) {
                    "must be an expert of this school's panel; ListPanel names them"
                } else if !taken.insert(candidate).inserted {
                    "is on the panel already, was on it, or stands twice"
                } else if candidate == consultation.requestedBy {
                    "asked for the consultation, and cannot advise on it"
                } else if try transaction.hasTreated(consultation.student, account: candidate) {
                    "has worked with the student, and is no independent expert"
                } else {
                    nil
                }
            if let fault { throw RPCError.invalidArgument(field: "expertIds[\(index)]", description: fault) }
        }
    }
}

extension Grant {
    fileprivate var isPanel: Bool { if case .panel = scope { true } else { false } }
}
