import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import XinyuAPI

/// Two schools of one installation, in each of which there is one of all that a call can be about, and a visitor for
/// each role in each kind of place that the policy names. Home is where the visitors are at home.
struct MatrixSchools {
    struct Visitor {
        let role: String
        /// "installation", "unit", "student", "panel" or "institution".
        let grant: String
        let session: SampleSchool.Visitor
    }

    let host: DaemonHost
    let home: SampleSchool
    let homeThings: [ScopeKind: String]
    let foreignThings: [ScopeKind: String]
    let visitors: [Visitor]

    static func prepare() async throws -> MatrixSchools {
        let host = try await DaemonHost.make()
        try await host.start()
        let client = try await host.client()
        let home = try await SampleSchool.open(client, roster: .demo(first: 3))
        let foreign = try await SampleSchool.open(client, roster: .demo(first: 3), name: ("邻校", "-linxiao"))
        let (homeAffairs, foreignAffairs) = (MatrixAffairs(home, client), MatrixAffairs(foreign, client))
        let (homeHospital, foreignHospital) = (
            try await homeAffairs.makeHospital(), try await foreignAffairs.makeHospital()
        )
        let visitors = try await visitors(of: home, hospital: homeHospital, client)
        let experts = visitors.filter { $0.role == "expert" }.map(\.session)
        // Of a trauma protocol only the crisis lead and its own counsellor know: at home, the visitor is that one.
        let homeCrisis = try await crisisThings(
            of: home, by: try visitor("counsellor", visitors), led: try visitor("crisis_lead", visitors), client)
        let foreignLead = try await SchoolBuilder(client).appoint(
            "crisis-lead-linxiao", .crisisLead, .unit, in: foreign.school, by: foreign.registrar,
            approvedBy: foreign.officer, home: foreign.school)
        let foreignCrisis = try await crisisThings(
            of: foreign, by: foreign.counsellor, led: foreignLead, client)
        var homeThings = try await things(of: home, client)
        homeThings.merge(homeCrisis) { $1 }
        homeThings.merge(try await homeAffairs.things(hospital: homeHospital, experts: experts)) { $1 }
        var foreignThings = try await things(of: foreign, client)
        foreignThings.merge(foreignCrisis) { $1 }
        foreignThings.merge(try await foreignAffairs.things(hospital: foreignHospital, experts: [])) { $1 }
        return MatrixSchools(
            host: host, home: home, homeThings: homeThings, foreignThings: foreignThings, visitors: visitors)
    }

    private static func visitor(_ role: String, _ visitors: [Visitor]) throws -> SampleSchool.Visitor {
        guard let visitor = visitors.first(where: { $0.role == role }) else {
            throw NeverCame(description: "a visitor who is a \(role)")
        }
        return visitor.session
    }

    private static func crisisThings(
        of school: SampleSchool, by counsellor: SampleSchool.Visitor, led lead: SampleSchool.Visitor,
        _ client: RPCClient
    ) async throws -> [ScopeKind: String] {
        let (student, meta) = (school.pupils[1].student, counsellor.meta(purpose: "matrix"))
        let crisis = try await CrisisServiceClient(client).openCrisisCase(
            .with {
                $0.studentID = student
                $0.reason = "自伤"
            }, meta
        ).crisisCase.id
        _ = try await CaseReportServiceClient(client).submitCaseReport(
            .with {
                $0.crisisCaseID = crisis
                $0.content = .with {
                    $0.background = "基本情况"
                    $0.course = "经过"
                    $0.riskFactors = "风险"
                    $0.protectiveFactors = "保护"
                    $0.analysis = "成因"
                    $0.measures = "处置"
                    $0.outcome = "效果"
                    $0.recommendations = "建议"
                }
            }, meta)
        let trauma = try await TraumaServiceClient(client).openTraumaReport(
            .with {
                $0.studentID = student
                $0.kind = .violence
                $0.gravity = .grave
                $0.suspect = .unknown
                $0.description_p = "被殴打"
            }, meta
        ).report.id
        let today = ISO8601DateFormatter().string(from: Date()).prefix(10)
        let periods = SpecialPeriodServiceClient(client)
        let period = try await periods.planSpecialPeriod(
            .with {
                $0.unitID = school.school
                $0.kind = .exams
                $0.startsOn = String(today)
                $0.endsOn = String(
                    ISO8601DateFormatter().string(from: Date().addingTimeInterval(30 * 86_400)).prefix(10))
            }, lead.meta
        ).period.id
        let review = try await periods.listSpecialReviews(.with { $0.unitID = school.school }, meta).reviews[0].id
        return [.crisisCase: crisis, .traumaReport: trauma, .specialPeriod: period, .specialReview: review]
    }

    private static func things(of school: SampleSchool, _ client: RPCClient) async throws -> [ScopeKind: String] {
        let (pupil, counsellor) = (school.pupils[0], school.counsellor.meta(purpose: "matrix"))
        _ = try await SheetServiceClient(client).submitSheet(
            .with {
                $0.sheetID = pupil.sheets[0].id
                $0.values = [2, 2, 2, 2, 2, 2, 2, 2, 2]
            }, pupil.visitor.meta)
        let warnings = WarningServiceClient(client)
        let warning = try await warnings.listWarnings(.with { $0.unitID = school.school }, counsellor).warnings[0].id
        _ = try await warnings.acknowledgeWarning(.with { $0.warningID = warning }, counsellor)
        let care = try await warnings.recordInterview(
            .with {
                $0.warningID = warning
                $0.heldAt = .init(date: Date())
                $0.notes = "面谈"
                $0.level = .concern
                $0.supportAdvice = "多陪伴"
            }, counsellor
        ).careEntryID
        _ = try await CareServiceClient(client).activateCareEntry(
            .with {
                $0.careEntryID = care
                $0.level = .concern
                $0.reason = "面谈后"
                $0.evidence.kind = .warning
                $0.evidence.id = warning
                $0.supportAdvice = "多陪伴"
            }, counsellor)
        let plan = try await PlanServiceClient(client).createPlan(
            .with {
                $0.studentID = pupil.student
                $0.careEntryID = care
                $0.content.goals = ["睡眠"]
                $0.content.measures = [
                    .with {
                        $0.text = "每周面谈"
                        $0.ownerID = school.counsellor.account
                        $0.everyDays = 7
                    }
                ]
                $0.content.reviewOn = "2030-01-01"
            }, counsellor
        ).plan.id
        let accounts = AccountServiceClient(client)
        let grant = try await accounts.getAccount(
            .with { $0.accountID = school.teacher.account }, school.registrar.meta
        ).account.grants[0].id
        let rosterImport = try await RosterServiceClient(client).beginRosterImport(
            .with { $0.schoolID = school.school }, school.registrar.meta
        ).importID
        let signal = try await SignalServiceClient(client).reportSignal(
            .with {
                $0.studentID = pupil.student
                $0.kind = .information
                $0.trust = .hearsay
                $0.text = "家长来电"
            }, counsellor
        ).signalID
        let reporter = try await SchoolBuilder(client).appoint(
            "reporter-\(school.school.prefix(6))", .externalReporter, .unit, in: school.school, by: school.registrar,
            approvedBy: school.officer, home: school.school)
        let report = try await SignalServiceClient(client).reportExternally(
            .with {
                $0.unitID = school.school
                $0.studentNumber = "1"
                $0.trust = .confirmed
                $0.text = "夜间在外逗留"
            }, reporter.meta
        ).report.id
        let duty = try await NetworkServiceClient(client).assignResponsible(
            .with {
                $0.unitID = school.school
                $0.accountID = school.counsellor.account
                $0.part = .responsible
            }, school.registrar.meta
        ).duty.id
        return [
            .signal: signal, .externalReport: report, .networkDuty: duty,
            .unit: school.school, .student: pupil.student, .campaign: school.campaign, .sheet: pupil.sheets[0].id,
            .warning: warning, .careEntry: care, .plan: plan, .account: school.teacher.account, .grant: grant,
            .rosterImport: rosterImport,
        ].merging(try await support(in: school, client)) { first, _ in first }
            .merging(try await records(of: pupil.student, counsellor, client)) { first, _ in first }
    }

    /// What an archive has of its own: a record and a file.
    private static func records(
        of student: String, _ counsellor: CallMeta, _ client: RPCClient
    ) async throws -> [ScopeKind: String] {
        let record = try await ArchiveServiceClient(client).recordObservation(
            .with {
                $0.studentID = student
                $0.text = "今天迟到"
                $0.signs = [.study]
            }, counsellor
        ).observationID
        _ = try await CircumstanceServiceClient(client).recordCircumstance(
            .with {
                $0.studentID = student
                $0.category = .leftBehind
                $0.source = .schoolFiles
            }, counsellor)
        let letter = Data("复诊时间：下周一\n".utf8)
        let attachment = try await AttachmentServiceClient(client).addAttachment(
            .with {
                $0.studentID = student
                $0.draft.fileName = "复诊单.txt"
                $0.draft.mediaType = "text/plain"
                $0.draft.size = UInt32(letter.count)
                $0.data = letter
                $0.sha256 = "39dddbb1ecf057eccd2e3647737218850ed854ba65a4248bdc9454e8d52c6176"
            }, counsellor
        ).attachment.id
        return [.archiveRecord: record, .attachment: attachment]
    }

    /// What the counselling room and mentoring have: a room with somebody on duty at all hours of one day of the week, an
    /// appointment, a mentor and a growth buddy.
    private static func support(in school: SampleSchool, _ client: RPCClient) async throws -> [ScopeKind: String] {
        let (pupil, counsellor) = (school.pupils[0], school.counsellor.meta(purpose: "matrix"))
        let (rooms, mentoring) = (CounsellingServiceClient(client), MentoringServiceClient(client))
        let room = try await rooms.openCounsellingRoom(
            .with {
                $0.schoolID = school.school
                $0.name = "静心室"
            }, counsellor
        ).room.id
        let duty = try await rooms.addDuty(
            .with {
                $0.roomID = room
                $0.counsellorID = school.counsellor.account
                $0.kind = .weekly
                $0.weekday = 1
                $0.starts = "00:00"
                $0.ends = "24:00"
            }, counsellor
        ).duty.id
        let slots = try await rooms.listFreeSlots(.with { $0.studentID = pupil.student }, pupil.visitor.meta).slots
        guard let slot = slots.last else { throw NeverCame(description: "a free slot") }
        let appointment = try await rooms.bookAppointment(
            .with {
                $0.studentID = pupil.student
                $0.counsellorID = slot.counsellorID
                $0.roomID = slot.roomID
                $0.startsAt = slot.startsAt
            }, pupil.visitor.meta
        ).appointment.id
        _ = try await mentoring.enlistMentor(
            .with {
                $0.unitID = school.school
                $0.accountID = school.teacher.account
                $0.training = .trained
            }, counsellor)
        let mentorship = try await mentoring.assignMentor(
            .with {
                $0.studentID = pupil.student
                $0.mentorID = school.teacher.account
                $0.reason = "重点关爱"
            }, counsellor
        ).mentorship.id
        let pair = try await mentoring.assignGrowthBuddy(
            .with {
                $0.studentID = pupil.student
                $0.buddyID = school.pupils[1].student
            }, counsellor
        ).growthBuddy.id
        return [
            .appointment: appointment, .counsellingRoom: room, .duty: duty, .mentorship: mentorship,
            .growthBuddy: pair,
        ]
    }

    private static func visitors(
        of home: SampleSchool, hospital: String, _ client: RPCClient
    ) async throws -> [Visitor] {
        let builder = SchoolBuilder(client)
        var visitors: [Visitor] = []
        for (role, rule) in try PolicyTable.shipped().roles.sorted(by: { $0.key < $1.key }) {
            for grant in rule.scopes {
                let session: SampleSchool.Visitor
                switch (role, grant) {
                // These three are there from the beginning.
                case ("registrar", "installation"): session = home.registrar
                case ("security_officer", "installation"): session = home.officer
                case ("instrument_manager", "installation"): session = home.manager
                case ("student", _): session = home.pupils[0].visitor
                default:
                    let (kind, place): (APIGrantScopeKind, String) =
                        switch grant {
                        case "installation": (.installation, "")
                        case "student": (.student, home.pupils[0].student)
                        case "panel": (.panel, home.school)
                        case "institution": (.institution, hospital)
                        default: (.unit, home.school)
                        }
                    session = try await builder.appoint(
                        "\(role)-\(grant)".replacingOccurrences(of: "_", with: "-"), try apiRole(role), kind, in: place,
                        by: home.registrar, approvedBy: rule.needsApproval ? home.officer : nil, home: home.school)
                }
                visitors.append(Visitor(role: role, grant: grant, session: session))
            }
        }
        return visitors
    }

    private static func apiRole(_ name: String) throws -> APIRole {
        let wire = "ROLE_" + name.uppercased()
        guard let role = APIRole.allCases.first(where: { "\($0.wireName)" == wire }) else {
            throw NeverCame(description: "a role \(name) in the contract")
        }
        return role
    }
}

extension APIRole {
    /// The name in JSON.
    fileprivate var wireName: String {
        let message = APIGrant.with { $0.role = self }
        let text = (try? message.jsonString()) ?? ""
        return text.split(separator: "\"").first { $0.hasPrefix("ROLE_") }.map(String.init) ?? ""
    }
}
