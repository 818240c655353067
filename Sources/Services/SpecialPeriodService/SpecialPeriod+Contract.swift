internal import Domain
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APISpecialPeriod {
    init(_ record: SpecialPeriodRecord, at now: Timestamp, zone: Duration) {
        self.init()
        id = record.id.description
        unitID = record.unit.description
        kind = APISpecialPeriodKind(record.period.kind)
        stages = SchoolStage.allCases.filter(record.period.stages.contains).map { APISchoolStage($0) }
        startsOn = CalendarDate(of: record.period.startsAt, offset: zone).description
        endsOn = CalendarDate(of: record.period.endsAt, offset: zone).adding(days: -1).description
        intervalPercent = UInt32(clamping: record.period.intervalPercent)
        reviewBy = Google_Protobuf_Timestamp(record.reviewBy)
        isOpen = record.isOpen(at: now)
        if let moment = record.endedAt { endedAt = Google_Protobuf_Timestamp(moment) }
    }
}

extension ReadingCall {
    func contract(_ review: SpecialReviewRecord) throws -> APISpecialReview {
        var message = APISpecialReview()
        message.id = review.id.description
        message.studentID = review.student.description
        message.studentName = try transaction.nameUnlessErased(review.student)
        message.specialPeriodID = review.period.description
        if let period = try transaction.specialPeriod(review.period) {
            message.kind = APISpecialPeriodKind(period.period.kind)
        }
        message.cause =
            switch review.cause {
            case .careList: .careList
            case .crisisCase: .crisisCase
            case .circumstance: .circumstance
            }
        message.dueAt = Google_Protobuf_Timestamp(review.dueAt)
        message.doneBy = review.doneBy?.description ?? ""
        if let moment = review.doneAt { message.doneAt = Google_Protobuf_Timestamp(moment) }
        message.finding = review.finding ?? ""
        message.level = review.level.map { APIAttentionLevel($0) } ?? .unspecified
        return message
    }
}
