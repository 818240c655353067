internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

/// A campaign as it is asked for, checked.
struct CampaignPlan {
    let school: Identifier
    let title: String
    let schoolYear: Int
    let units: [Identifier]
    let instruments: [InstrumentPin]
    let opensAt: Timestamp
    let closesAt: Timestamp
    let consentText: String
    let responders: [Identifier]

    private static let longestTitle = 300
    private static let longestConsent = 20_000
    private static let mostInstruments = 20
    private static let schoolYears = 2000...2100

    init(_ request: APICreateCampaignRequest, _ admission: CampaignInstruments, _ call: ChangingCall) throws {
        school = try Identifier(request.schoolID, field: "schoolId")
        title = request.title
        schoolYear = Int(request.schoolYear)
        opensAt = try Timestamp(request.opensAt, field: "opensAt")
        closesAt = try Timestamp(request.closesAt, field: "closesAt")
        consentText = request.consentText
        instruments = request.instrumentIds.map { InstrumentPin(instrumentID: $0, form: request.forms[$0]) }
        units =
            request.unitIds.isEmpty
            ? [school] : try Self.identifiers(request.unitIds, field: "unitIds")
        responders = try Self.identifiers(request.responderIds, field: "responderIds")
        try checkWords()
        try checkForms(request.forms)
        try checkReferences(call)
        try admission.checkDraft(instruments, call)
    }

    private func checkWords() throws(RPCError) {
        guard !title.isEmpty, title.utf8.count <= Self.longestTitle else {
            throw .invalidArgument(field: "title", description: "1 to \(Self.longestTitle) bytes")
        }
        guard Self.schoolYears.contains(schoolYear) else {
            throw .invalidArgument(field: "schoolYear", description: "the year in which it begins, as 2026")
        }
        guard opensAt < closesAt else {
            throw .invalidArgument(field: "closesAt", description: "must be later than opensAt")
        }
        guard !consentText.isEmpty, consentText.utf8.count <= Self.longestConsent else {
            throw .invalidArgument(field: "consentText", description: "1 to \(Self.longestConsent) bytes")
        }
        guard (1...Self.mostInstruments).contains(instruments.count),
            Set(instruments.map(\.instrumentID)).count == instruments.count
        else {
            throw .invalidArgument(
                field: "instrumentIds", description: "1 to \(Self.mostInstruments) instruments, each once")
        }
    }

    private func checkForms(_ forms: [String: String]) throws(RPCError) {
        for instrument in forms.keys.sorted() where !instruments.contains(where: { $0.instrumentID == instrument }) {
            throw .invalidArgument(field: "forms.\(instrument)", description: "is not one of instrumentIds")
        }
    }

    private func checkReferences(_ call: ChangingCall) throws {
        guard call.units[school]?.kind == .school else {
            throw RPCError.invalidArgument(field: "schoolId", description: "must be a school")
        }
        for (index, unit) in units.enumerated() where !call.units.contains(school, unit) {
            throw RPCError.invalidArgument(field: "unitIds[\(index)]", description: "is not a unit of this school")
        }
        for (index, responder) in responders.enumerated() where try call.transaction.account(responder) == nil {
            throw RPCError.invalidArgument(field: "responderIds[\(index)]", description: "is not an account")
        }
    }

    /// Each once, in the order given.
    private static func identifiers(_ texts: [String], field: String) throws(RPCError) -> [Identifier] {
        var identifiers: [Identifier] = []
        for (index, text) in texts.enumerated() {
            let identifier = try Identifier(text, field: "\(field)[\(index)]")
            if !identifiers.contains(identifier) { identifiers.append(identifier) }
        }
        return identifiers
    }

    func record(id: Identifier, consentVersion: Int, by account: Identifier, at moment: Timestamp) -> CampaignRecord {
        CampaignRecord(
            school: school, id: id, title: title, schoolYear: schoolYear, state: .draft, opensAt: opensAt,
            closesAt: closesAt, consentVersion: consentVersion, consentText: consentText, createdBy: account,
            createdAt: moment)
    }

    func message(_ campaign: CampaignRecord) -> APICampaign {
        APICampaign(
            campaign, units: units, pins: instruments, responders: responders)
    }
}
