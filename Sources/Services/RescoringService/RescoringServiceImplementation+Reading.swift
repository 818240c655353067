internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension RescoringServiceImplementation {
    public func listRescorings(
        _ request: APIListRescoringsRequest, _ call: ReadingCall
    ) throws -> APIListRescoringsResponse {
        guard let campaign = try call.transaction.campaign(Identifier(request.campaignID, field: "campaignId")) else {
            throw RPCError.notFound()
        }
        let records = try call.transaction.rescorings(ofCampaign: campaign.id, school: campaign.school)
        return .with { $0.rescorings = records.map(message) }
    }

    public func getRescoring(_ request: APIGetRescoringRequest, _ call: ReadingCall) throws -> APIGetRescoringResponse {
        let record = try record(request.campaignID, request.rescoringID, call.transaction)
        let counts = try report(record).counts(call.transaction)
        call.count(.results, counts.compared)
        return .with {
            $0.rescoring = message(record)
            $0.difference =
                call.context.ceiling >= .clinical
                ? APIRescoringDifference(whole: counts)
                : APIRescoringDifference(heldBack: counts, isUnderWay: record.state.isUnderWay)
        }
    }

    public func listRescoringChanges(
        _ request: APIListRescoringChangesRequest, _ call: ReadingCall
    ) throws -> APIListRescoringChangesResponse {
        let record = try record(request.campaignID, request.rescoringID, call.transaction)
        let page = try PageRequest(request.page)
        guard let cursor = page.token.isEmpty ? .installation : Identifier(page.token) else {
            throw PageRequest.foreignToken
        }
        var response = APIListRescoringChangesResponse()
        try report(record).forEach(after: cursor, call.transaction) { line in
            guard let comparison = line.comparison, comparison.isWorthALook else { return true }
            // One more than fits tells whether there is a next page.
            guard response.changes.count < page.size else {
                response.nextPage = response.changes.last?.sheetID ?? ""
                return false
            }
            response.changes.append(
                APIRescoringChange(
                    line, comparison, name: try call.transaction.nameUnlessErased(line.student)))
            return true
        }
        response.caution = Caution.screening
        call.count(.results, response.changes.count)
        return response
    }

    private func report(_ record: RescoringRecord) throws -> RescoringReport {
        guard let manifest = shelf.instrument(record.to)?.manifest else {
            throw RPCError.failedPrecondition(
                "the files of \(record.to.instrumentID) \(record.to.version) are not in the catalogue: tell the "
                    + "instrument manager")
        }
        return RescoringReport(rescoring: record, manifest: manifest)
    }
}
