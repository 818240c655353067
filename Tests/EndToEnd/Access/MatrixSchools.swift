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
        /// "installation", "unit" or "student".
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
        return MatrixSchools(
            host: host, home: home, homeThings: try await things(of: home, client),
            foreignThings: try await things(of: foreign, client), visitors: try await visitors(of: home, client))
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
        return [
            .unit: school.school, .student: pupil.student, .campaign: school.campaign, .sheet: pupil.sheets[0].id,
            .warning: warning, .careEntry: care, .plan: plan, .account: school.teacher.account, .grant: grant,
            .rosterImport: rosterImport,
        ].merging(try await support(in: school, client)) { first, _ in first }
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

    private static func visitors(of home: SampleSchool, _ client: RPCClient) async throws -> [Visitor] {
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
