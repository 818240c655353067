internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

extension ReadingCall {
    /// The campaign in a request's `campaignId`, if it has to do with `unit`: access was decided for the unit alone.
    func campaign(_ text: String, touching unit: Identifier) throws -> CampaignRecord {
        guard let campaign = try transaction.campaign(Identifier(text, field: "campaignId")),
            units.contains(unit, campaign.school) || units.contains(campaign.school, unit)
        else { throw RPCError.notFound() }
        return campaign
    }

    /// Where the students of a campaign's school are that belong to `unit`: its classes, and at last
    /// `Identifier.installation` for students without a class, who belong to the school alone.
    func placesOfStudents(of campaign: CampaignRecord, in unit: Identifier) -> [Identifier] {
        let holdsSchool = units.contains(unit, campaign.school)
        let classes = units.subtree(of: holdsSchool ? campaign.school : unit).filter { $0.kind == .class }.map(\.id)
        return holdsSchool ? classes + [.installation] : classes
    }
}

extension CampaignRecord {
    func isOpen(at moment: Timestamp) -> Bool { state == .open && moment >= opensAt && moment < closesAt }
}
