internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

/// What is read for a request: closed campaigns that asked with one content of one instrument.
struct PsychometricSelection: Sendable {
    /// Nothing stands for the installation.
    let unit: Identifier?
    let instrument: ReadyInstrument
    let campaigns: [Identifier: [AskedCampaign]]
    let doubtful: DoubtfulSheets
    let units: UnitTree

    var count: Int { campaigns.values.reduce(0) { $0 + $1.count } }
    /// In which any of them was, ascending.
    var schoolYears: [Int] { Set(campaigns.values.flatMap(\.self).map(\.schoolYear)).sorted() }

    /// - Throws: `INVALID_ARGUMENT` for a unit inside a school, whose figures are the school's; `NOT_FOUND` for a campaign
    ///   that is not in the unit; `FAILED_PRECONDITION` for one that is not closed, for none at all, and for several
    ///   versions, which cannot be put together.
    init(_ request: some PsychometricRequest, _ shelf: InstrumentShelf, _ call: ReadingCall) throws {
        units = call.units
        guard !request.instrumentID.isEmpty else {
            throw RPCError.invalidArgument(field: "instrumentId", description: "must name an instrument, as phq9")
        }
        unit = request.unitID.isEmpty ? nil : try Identifier(request.unitID, field: "unitId")
        if let unit, let school = units.school(of: unit), school != unit {
            throw RPCError.invalidArgument(field: "unitId", description: "must be a school, or a unit above schools")
        }
        let schools = unit.map(units.schools) ?? units.subtree(of: nil).filter { $0.kind == .school }.map(\.id)
        var found: [AskedCampaign] = []
        for school in schools {
            found += try call.transaction.campaigns(asking: request.instrumentID, inSchool: school)
        }
        found = try Self.closed(found, request)
        guard let pin = try Self.onePin(of: found) else {
            throw RPCError.failedPrecondition("no campaign that asked with \(request.instrumentID) is closed here")
        }
        guard let instrument = shelf.instrument(pin) else {
            throw RPCError.failedPrecondition(
                "\(pin.instrumentID) \(pin.version) is not installed any more; install it again")
        }
        self.instrument = instrument
        campaigns = Dictionary(grouping: found, by: \.school)
        doubtful = request.doubtful == .leftOut ? .leftOut : .included
    }

    private static func closed(
        _ campaigns: [AskedCampaign], _ request: some PsychometricRequest
    ) throws -> [AskedCampaign] {
        var wanted = campaigns
        if !request.campaignID.isEmpty {
            let id = try Identifier(request.campaignID, field: "campaignId")
            wanted = wanted.filter { $0.id == id }
            guard let campaign = wanted.first else { throw RPCError.notFound() }
            guard isClosed(campaign) else {
                throw RPCError.failedPrecondition(
                    "this campaign is not closed yet: figures are made of closed ones only")
            }
        }
        return wanted.filter { campaign in
            isClosed(campaign) && (request.schoolYear == 0 || campaign.schoolYear == Int(request.schoolYear))
                && (request.instrumentVersion.isEmpty || campaign.pin.version == request.instrumentVersion)
        }
    }

    private static func isClosed(_ campaign: AskedCampaign) -> Bool {
        campaign.state == .closed || campaign.state == .archived
    }

    /// The instrument of all of them, whatever form of it was on paper.
    private static func onePin(of campaigns: [AskedCampaign]) throws(RPCError) -> InstrumentPin? {
        let contents = Set(
            campaigns.map {
                InstrumentPin(instrumentID: $0.pin.instrumentID, version: $0.pin.version, hash: $0.pin.hash)
            })
        guard contents.count < 2 else {
            let versions = Set(contents.map(\.version)).sorted().joined(separator: ", ")
            throw .failedPrecondition(
                "these campaigns asked with different contents (\(versions)), which cannot be put together: "
                    + "name an instrumentVersion, a schoolYear or a campaignId")
        }
        return contents.first
    }
}
