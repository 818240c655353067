internal import Access
internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store

/// Opens a campaign: pins what is asked and invites everybody who must be assessed.
struct CampaignOpening {
    struct Outcome: Equatable {
        /// Students with at least one sheet.
        var students = 0
        var sheets = 0
        /// Students whom an instrument was held back from.
        var gated = 0
    }

    private let campaign: CampaignRecord
    private let instruments: CampaignInstruments
    private let policy: Policy
    private let zone: Duration

    init(_ campaign: CampaignRecord, instruments: CampaignInstruments, policy: Policy, zone: Duration) {
        self.campaign = campaign
        self.instruments = instruments
        self.policy = policy
        self.zone = zone
    }

    /// - Throws: `FAILED_PRECONDITION`, with what is missing.
    func inviteStudents(_ call: ChangingCall) throws -> Outcome {
        guard call.context.now < campaign.closesAt else {
            throw RPCError.failedPrecondition("the time of this campaign is over; make another one")
        }
        try checkResponders(call)
        let instruments = try pinInstruments(call)
        var outcome = Outcome()
        for place in try classes(call) where isAssessed(place) {
            for student in try call.transaction.enrolledStudents(ofClass: place.id, in: campaign.school) {
                try invite(student, in: place, to: instruments, call, &outcome)
            }
        }
        return outcome
    }

    /// A warning must find somebody who may take it.
    private func checkResponders(_ call: ChangingCall) throws {
        let responders = try call.transaction.responders(ofCampaign: campaign.id, school: campaign.school)
        for responder in responders {
            guard try call.transaction.account(responder)?.state == .active else { continue }
            let grants = try call.transaction.grantsInForce(of: responder, at: call.context.now)
            if grants.contains(where: { canHandleWarnings($0, units: call.units) }) { return }
        }
        throw RPCError.failedPrecondition(
            "none of the responders may handle warnings of this school now; name one who holds such a role")
    }

    private func canHandleWarnings(_ grant: GrantRecord, units: UnitTree) -> Bool {
        guard policy.holds(grant.role, .warningHandle) else { return false }
        return grant.scope == .installation || units.contains(grant.scope, campaign.school)
    }

    private func pinInstruments(_ call: ChangingCall) throws -> [ReadyInstrument] {
        try call.transaction.pins(ofCampaign: campaign.id, school: campaign.school).map { draft in
            let (pin, instrument) = try instruments.pinned(draft, call)
            try call.transaction.pin(pin, inCampaign: campaign.id, school: campaign.school)
            return instrument
        }
    }

    /// Each class once, though units of the campaign may lie within each other.
    private func classes(_ call: ChangingCall) throws -> [UnitNode] {
        var seen: Set<Identifier> = []
        return try call.transaction.units(ofCampaign: campaign.id, school: campaign.school)
            .flatMap { call.units.subtree(of: $0) }
            .filter { $0.kind == .class && !$0.isClosed && seen.insert($0.id).inserted }
    }

    /// From upper primary on (T14). Where a primary school has not said the grade, nobody is asked by mistake.
    private func isAssessed(_ place: UnitNode) -> Bool {
        guard let stage = place.stage else { return false }
        return stage.mustAssess(grade: place.grade ?? 0)
    }

    private func invite(
        _ student: IdentifiedStudent, in place: UnitNode, to instruments: [ReadyInstrument], _ call: ChangingCall,
        _ outcome: inout Outcome
    ) throws {
        guard let stage = place.stage.map(SheetContext.Stage.init) else { return }
        let age = student.identity.ageInMonths(at: call.context.now, zone: zone)
        let admitted = instruments.filter {
            $0.manifest.informants.contains(.self) && $0.manifest.admits(stage: stage, ageInMonths: age)
        }
        for instrument in admitted {
            try call.transaction.insert(
                SheetRecord(
                    school: campaign.school, id: call.newIdentifier(), campaign: campaign.id,
                    student: student.record.id, schoolClass: place.id, instrumentID: instrument.reference.id,
                    version: instrument.reference.version, invitedAt: call.context.now))
        }
        outcome.sheets += admitted.count
        if !admitted.isEmpty { outcome.students += 1 }
        if admitted.count < instruments.count { outcome.gated += 1 }
    }
}

extension ReadTransaction {
    /// Everybody who is enrolled in a class.
    func enrolledStudents(ofClass schoolClass: Identifier, in school: Identifier) throws -> [IdentifiedStudent] {
        let page = 1_000
        var students: [IdentifiedStudent] = []
        while true {
            let more = try self.students(
                ofClass: schoolClass, in: school, after: students.last?.record.id ?? .installation, limit: page)
            students += more
            if more.count < page { return students }
        }
    }
}
