internal import ArgumentParser
internal import SwiftProtobuf
internal import XinyuAPI

/// Whose closed campaigns, with which instrument.
struct CampaignChoice: ParsableArguments {
    @Option(help: "Instrument, as phq9.")
    var instrument: String

    @Option(help: "School, or a unit above schools; the whole installation if left out.")
    var unit: String?

    @Option(help: "Version of the instrument, where campaigns asked with several.")
    var instrumentVersion: String?

    @Option(help: "One campaign only.")
    var campaign: String?

    @Option(help: "Campaigns of one school year only, as 2026.")
    var year: UInt32 = 0

    @Flag(help: "Leave doubtful sheets out where that tells nothing of few people.")
    var withoutDoubtful = false

    func request<Request: PsychometricFields>() -> Request {
        var request = Request()
        request.unitID = unit ?? ""
        request.instrumentID = instrument
        request.instrumentVersion = instrumentVersion ?? ""
        request.campaignID = campaign ?? ""
        request.schoolYear = year
        request.doubtful = withoutDoubtful ? .leftOut : .included
        return request
    }

    /// Says what the figures are of.
    func tell(_ basis: APIPsychometricBasis) {
        let (doubtful, small) = (Words.share(basis.doubtful), basis.smallCampaigns)
        Output.note(
            Language.current.text(
                en: """
                    \(basis.instrumentID) \(basis.instrumentVersion): \(basis.sheets) sheets of \(basis.campaigns) \
                    campaigns (\(small) of them with fewer than ten), doubtful: \(doubtful)
                    """,
                zh: """
                    \(basis.instrumentID) \(basis.instrumentVersion)：测评计划 \(basis.campaigns) 个（其中不足十人的 \(small) 个）、\
                    答卷 \(basis.sheets) 份，存疑：\(doubtful)
                    """))
    }
}

/// What every request of these figures has.
protocol PsychometricFields: Message {
    var unitID: String { get set }
    var instrumentID: String { get set }
    var instrumentVersion: String { get set }
    var campaignID: String { get set }
    var schoolYear: UInt32 { get set }
    var doubtful: APIDoubtfulSheets { get set }
}

extension APIGetItemStatisticsRequest: PsychometricFields {}
extension APIGetReliabilityRequest: PsychometricFields {}
extension APIGetDistributionRequest: PsychometricFields {}
extension APIGetOperatingCurveRequest: PsychometricFields {}
extension APIProposeNormsRequest: PsychometricFields {}
