internal import Domain
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APISheet {
    init(_ sheet: SheetRecord) {
        self.init()
        id = sheet.id.description
        campaignID = sheet.campaign.description
        studentID = sheet.student.description
        instrumentID = sheet.instrumentID
        instrumentVersion = sheet.version
        state = APISheetState(sheet.state)
        if let moment = sheet.submittedAt { submittedAt = Google_Protobuf_Timestamp(moment) }
    }
}
