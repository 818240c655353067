internal import XinyuAPI

/// What every request says: whose campaigns, with which instrument, with or without doubtful sheets.
protocol PsychometricRequest {
    var unitID: String { get }
    var instrumentID: String { get }
    var instrumentVersion: String { get }
    var campaignID: String { get }
    var schoolYear: UInt32 { get }
    var doubtful: APIDoubtfulSheets { get }
}

extension APIGetItemStatisticsRequest: PsychometricRequest {}
extension APIGetReliabilityRequest: PsychometricRequest {}
extension APIGetDistributionRequest: PsychometricRequest {}
extension APIGetOperatingCurveRequest: PsychometricRequest {}
extension APIProposeNormsRequest: PsychometricRequest {}
