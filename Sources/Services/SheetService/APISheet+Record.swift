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

extension APISheetState {
    init(_ state: SheetState) {
        self =
            switch state {
            case .invited: .invited
            case .started: .started
            case .submitted: .submitted
            case .scored: .scored
            case .absent: .absent
            case .exempt: .exempt
            case .declined: .declined
            case .void: .void
            }
    }
}
