internal import Domain
internal import Instruments
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APICampaign {
    /// With all that belongs to it.
    init(_ campaign: CampaignRecord, _ transaction: ReadTransaction) throws {
        self.init(
            campaign, units: try transaction.units(ofCampaign: campaign.id, school: campaign.school),
            pins: try transaction.pins(ofCampaign: campaign.id, school: campaign.school),
            responders: try transaction.responders(ofCampaign: campaign.id, school: campaign.school))
    }

    init(_ campaign: CampaignRecord, units: [Identifier], pins: [InstrumentPin], responders: [Identifier]) {
        self.init()
        id = campaign.id.description
        schoolID = campaign.school.description
        title = campaign.title
        schoolYear = UInt32(clamping: campaign.schoolYear)
        state = APICampaignState(campaign.state)
        unitIds = units.map(\.description)
        instruments = pins.map { pin in
            .with {
                $0.instrumentID = pin.instrumentID
                $0.version = pin.version
                $0.hash = ContentHash(bytes: pin.hash)?.description ?? ""
                $0.form = pin.form ?? ""
            }
        }
        opensAt = Google_Protobuf_Timestamp(campaign.opensAt)
        closesAt = Google_Protobuf_Timestamp(campaign.closesAt)
        consentVersion = UInt32(clamping: campaign.consentVersion)
        consentText = campaign.consentText
        responderIds = responders.map(\.description)
    }
}
