import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// Screenings: the whole school in autumn, and who is cared for again in winter and in spring.
extension Year {
    /// - Parameters:
    ///   - units: the classes that are asked; the whole school if there are none.
    ///   - answering: which of those who are asked do answer.
    func screen(
        _ title: String, _ units: [String] = [], days: Int, answering: (Pupil) -> Bool,
        answers: (Pupil, inout Dice) -> [Int32]
    ) async throws {
        guard let counsellor = staff.counsellors.first else { return }
        let campaigns = CampaignServiceClient(counsellor)
        let campaign = try await campaigns.createCampaign(
            .with {
                $0.schoolID = school
                $0.title = title
                $0.schoolYear = 2026
                $0.unitIds = units
                $0.instrumentIds = ["phq9"]
                $0.opensAt = Google_Protobuf_Timestamp(now)
                $0.closesAt = moment(after: .seconds(Int64(days) * 86_400))
                $0.consentText = "同意参加本学期心理普查"
                $0.responderIds = staff.counsellors.map(\.account)
            }
        ).campaign.id
        let invited = try await campaigns.openCampaign(
            .with {
                $0.campaignID = campaign
                $0.consentCollected = true
            }
        ).studentsInvited
        tally.add("invited", Int(invited))
        campaignsOpen.append(campaign)

        var seats: [Seat] = []
        let asked = Set(units.isEmpty ? Array(classes.values) : units)
        for (name, id) in classes.sorted(by: { $0.key < $1.key }) where asked.contains(id) {
            let codes = try await campaigns.issueCodes(
                .with {
                    $0.classID = id
                    $0.campaignID = campaign
                }
            ).codes
            let byStudent = Dictionary(codes.map { ($0.studentID, $0.code) }, uniquingKeysWith: { $1 })
            for pupil in pupils where pupil.schoolClass == name && answering(pupil) {
                guard let code = byStudent[pupil.id] else { continue }
                seats.append(Seat(code: code, answers: answers(pupil, &dice)))
            }
        }
        let ways = installation.ways
        try await each(of: seats, atOnce: 32) { try await $0.sit(ways) }
        tally.add("sheets answered", seats.count)
    }

    /// Closes what is open, so that the next screening is the only one.
    func closeScreenings() async throws {
        guard let counsellor = staff.counsellors.first else { return }
        for campaign in campaignsOpen {
            _ = try await CampaignServiceClient(counsellor).closeCampaign(.with { $0.campaignID = campaign })
        }
        campaignsOpen = []
    }

    /// Whoever is led into trouble answers accordingly; some who are at risk mark the item on self-harm.
    static func autumnAnswers(_ level: APIAttentionLevel?, _ dice: inout Dice) -> [Int32] {
        switch level {
        case .crisis: (0..<8).map { _ in Int32(2 + dice.below(2)) } + [Int32(1 + dice.below(3))]
        case .concern: (0..<8).map { _ in Int32(2 + dice.below(2)) } + [0]
        case .watch: (0..<8).map { _ in Int32(1 + dice.below(2)) } + [0]
        default: (0..<8).map { _ in Int32(dice.happens(25) ? 1 : 0) } + [0]
        }
    }
}

/// A student before a screen, with a one-time code.
private struct Seat: Sendable {
    let code: String
    let answers: [Int32]

    func sit(_ ways: SimulatedInstallation.Ways) async throws {
        let stranger = Person("", "", on: ways.line, ways.witness, clock: ways.clock)
        let session: APILoginResponse
        do {
            session = try await SessionServiceClient(stranger).loginWithCode(.with { $0.code = code })
        } catch let error as RPCError where error.status == .unauthenticated {
            // The power failed after the code had been taken and before anybody heard of it: a code works once, and
            // this student is asked another day.
            return
        }
        let pupil = Person(
            token: session.token, account: session.accountID, on: ways.line, ways.witness, clock: ways.clock)
        let service = SheetServiceClient(pupil)
        for sheet in try await service.listMySheets(.init()).sheets where sheet.state == .invited {
            _ = try await service.startSheet(
                .with {
                    $0.sheetID = sheet.id
                    $0.consentVersion = 1
                })
            _ = try await service.submitSheet(
                .with {
                    $0.sheetID = sheet.id
                    $0.values = answers
                    $0.elapsedMs = answers.map { _ in 4_000 }
                })
        }
    }
}
