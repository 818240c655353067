import Domain
import JSONRPC
import Store
import SwiftProtobuf
import Vault
import XinyuAPI

/// Somebody who is logged in, with a client for each service of these tests.
struct Party: Sendable {
    let id: Identifier
    let meta: CallMeta
    let consultations: ConsultationServiceClient
    let referrals: ReferralServiceClient
    let institutions: InstitutionServiceClient
    let archive: ArchiveServiceClient
    let day: DayServiceClient

    init(_ person: CarePerson, _ client: RPCClient) {
        id = person.id
        meta = CallMeta(authorization: "Bearer " + person.token.text, purpose: "会诊与转介")
        consultations = ConsultationServiceClient(client)
        referrals = ReferralServiceClient(client)
        institutions = InstitutionServiceClient(client)
        archive = ArchiveServiceClient(client)
        day = DayServiceClient(client)
    }

    /// But for what the early-warning network wants of everybody in it.
    func dueItems() async throws -> [APIDueItem] {
        try await day.getMyDay(.with { $0.daysAhead = 62 }, meta).items
            .filter { ![.sendDayReport, .fillNetworkGap].contains($0.kind) }
    }

    func timeline(_ student: Identifier) async throws -> [APITimelineEntry] {
        try await archive.getTimeline(.with { $0.studentID = student.description }, meta).entries
    }
}
