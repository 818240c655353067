internal import Domain
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadTransaction {
    /// When the first step that is still open is due, mandatory ones before all others.
    func firstDue(of report: TraumaReportRecord) throws -> Timestamp? {
        let open = try steps(of: report).filter { $0.state == .open }
        let mandatory = open.filter(\.isMandatory)
        return (mandatory.isEmpty ? open : mandatory).map(\.dueAt).min()
    }
}

extension ReadingCall {
    /// Whether a student is of age; who is of unknown age is a minor.
    func ageGroup(of student: Identifier, at moment: Timestamp, zone: Duration) throws -> TraumaRules.AgeGroup {
        guard let text = try transaction.identifiedStudent(student)?.identity.birthDate,
            let birthDate = CalendarDate(text),
            let age = Age(born: birthDate, on: CalendarDate(of: moment, offset: zone))
        else { return .minor }
        return age.years >= 18 ? .adult : .minor
    }

    /// A report with its steps.
    func contract(_ report: TraumaReportRecord) throws -> APITraumaReport {
        var message = APITraumaReport()
        message.id = report.id.description
        message.studentID = report.student.description
        message.studentName = try transaction.nameUnlessErased(report.student)
        message.state = APITraumaState(report.state)
        message.kind = APITraumaKind(report.body.kind)
        message.gravity = APITraumaGravity(report.body.gravity)
        message.suspect = APITraumaSuspect(report.body.suspect)
        message.description_p = report.body.description
        message.learntAt = Google_Protobuf_Timestamp(report.learntAt)
        message.openedBy = report.openedBy.description
        message.openedAt = Google_Protobuf_Timestamp(report.openedAt)
        message.counsellorID = report.counsellor?.description ?? ""
        message.crisisCaseID = report.crisisCase?.description ?? ""
        message.steps = try transaction.steps(of: report).map { APITraumaStep($0, at: context.now) }
        message.outcome = report.body.outcome ?? ""
        if let moment = report.closedAt { message.closedAt = Google_Protobuf_Timestamp(moment) }
        return message
    }
}

extension APITraumaStep {
    fileprivate init(_ step: TraumaStepRecord, at now: Timestamp) {
        self.init()
        id = step.body.step
        title = step.body.title
        ground = step.body.ground
        isMandatory = step.isMandatory
        state =
            switch step.state {
            case .open: .open
            case .done: .done
            case .waived: .waived
            }
        dueAt = Google_Protobuf_Timestamp(step.dueAt)
        doneBy = step.doneBy?.description ?? ""
        if let moment = step.doneAt { doneAt = Google_Protobuf_Timestamp(moment) }
        receiptNumber = step.body.receiptNumber ?? ""
        note = step.body.note ?? ""
        isOverdue = step.state == .open && step.dueAt < now
    }
}
