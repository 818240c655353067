import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import XinyuAPI

/// A school in which every field that is held closely has a marker in it, and somebody in each role to read.
struct MarkedSchool {
    struct Reader: Sendable {
        /// As the policy names it.
        let role: String
        let session: SampleSchool.Visitor
        /// Where the role is held, and what lists are asked for.
        let unit: String
    }

    let host: DaemonHost
    let client: RPCClient
    let school: SampleSchool
    /// Whose cards are here, and which has handed over a student.
    let neighbour: SampleSchool
    let students: [Marker.Student: String]
    let staff: MarkedStaff
    let readers: [Reader]
    /// What a call can be about: everything that there is of each kind.
    let things: [ScopeKind: [String]]
    /// A moment before anything was, as the contract writes it.
    let madeAt: String
    /// The versions of an instrument with which the second campaign was scored, and is scored again.
    let versions: [LateInstrument]
    let laterCampaign: String
    let rescoring: String

    static func make() async throws -> MarkedSchool {
        let madeAt = ISO8601DateFormatter().string(from: Date())
        let host = try await DaemonHost.make()
        try loosen(host)
        let versions = try await blocking {
            try [
                LateInstrument(.crash, .init(version: "1.0.0", limit: 18, criticalItem: nil), trustedBy: host),
                LateInstrument(.crash, .second, trustedBy: host),
            ]
        }
        try await host.start()
        let client = try await host.client()
        let school = try await SampleSchool.open(client, roster: .csv(MarkedRoster.csv))
        var students: [Marker.Student: String] = [:]
        for (student, person) in MarkedRoster.people {
            students[student] = try await RosterServiceClient(client).findStudent(
                .with {
                    $0.unitID = school.school
                    $0.number = person.number
                }, school.registrar.meta
            ).student.id
        }
        let units = try await UnitServiceClient(client).listUnits(
            .with { $0.unitID = school.school }, school.registrar.meta
        ).units
        let staff = try await MarkedStaff.appoint(school, students, units, client)
        let work = MarkedWork(
            client: client, school: school, students: students, staff: staff,
            dorm: units.first { $0.kind == .dorm }?.id ?? "")
        var things = try await work.fill()
        let neighbour = try await SampleSchool.open(
            client, roster: .demo(first: 1), name: (neighbourName, "-linxiao"))
        things.merge(try await work.receive(from: neighbour)) { $0 + $1 }
        let (campaign, sheet, rescoring) = try await work.rescore(versions[0], versions[1])
        things.merge([.campaign: [campaign], .sheet: [sheet]]) { $0 + $1 }
        return MarkedSchool(
            host: host, client: client, school: school, neighbour: neighbour, students: students, staff: staff,
            readers: staff.readers(school, own: try work.pupil(.own)), things: things, madeAt: madeAt,
            versions: versions, laterCampaign: campaign, rescoring: rescoring)
    }

    static let neighbourName = "向阳试验中学"

    /// The warning rules in force, as a file.
    var rules: String {
        (try? String(contentsOfFile: host.folder.file("rules/warnings.json"), encoding: .utf8)) ?? ""
    }

    /// So that a test does not hang on the hour: the counselling room lets students in at any time, since no appointment has
    /// begun when a test begins; and classes report on Saturday and Sunday too.
    private static func loosen(_ host: DaemonHost) throws {
        try change("counselling.json", of: host) { $0["checkInEarly"] = "10d" }
        try change("network.json", of: host) { rules in
            var reports = rules["reports"] as? [String: Any] ?? [:]
            reports["weekdays"] = Array(1...7)
            rules["reports"] = reports
        }
    }

    private static func change(
        _ name: String, of host: DaemonHost, _ change: (inout [String: Any]) -> Void
    ) throws {
        let file = URL(fileURLWithPath: host.folder.file("rules/" + name))
        var rules = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
        change(&rules)
        try JSONSerialization.data(withJSONObject: rules).write(to: file)
    }

    /// What `MarkedWork` writes of whom, beside the roster.
    static let written: [Marker] =
        [
            .careLevel, .advice, .teacherMeasure, .mentorMeasure, .mentorContact, .score, .band, .machineLevel,
            .criticalItem, .careReason, .planGoal, .counsellorMeasure, .planReason, .reviewParticipant, .measureNote,
            .observation, .information, .question, .summary, .opinion, .referralReason, .referralSummary,
            .senderContact,
            .consentNote, .answers, .elapsed, .interviewNotes, .appointmentRequest, .counsellingNotes, .feedback,
            .followUp, .mentorReason, .circumstance, .circumstanceNote, .archiveInformation, .informant,
            .correctionReason, .withdrawalReason, .holdReason, .attachmentName, .attachmentNote, .attachmentBytes,
            .attachmentReason,
        ].map { Marker($0, .own) }
        + [
            .machineLevel, .observation, .information, .crisisReason, .crisisStep, .pointNote, .caseReport, .lesson,
            .trauma, .reviewFinding, .advice, .careReason,
        ].map { Marker($0, .classmate) }
        + [.careReason, .received].map { Marker($0, .otherClass) }
        + [.erasureReason].map { Marker($0, .friend) }
        + [.dayNote, .dormNote, .outsideText, .outsideReference, .conflict, .grantReason, .purpose].map {
            Marker($0, .nobody)
        }
}

/// The people of the school, one for each role and place.
struct MarkedStaff: Sendable {
    let teacherClass: String
    let gradeID: String
    let gradeLead: SampleSchool.Visitor
    let mentor: SampleSchool.Visitor
    let peer: SampleSchool.Visitor
    let crisisLead: SampleSchool.Visitor
    let supervisor: SampleSchool.Visitor
    let reporter: SampleSchool.Visitor
    let experts: [SampleSchool.Visitor]
    let liaison: SampleSchool.Visitor
    let hospital: String
    let idle: SampleSchool.Visitor

    static func appoint(
        _ school: SampleSchool, _ students: [Marker.Student: String], _ units: [APIUnit], _ client: RPCClient
    ) async throws -> MarkedStaff {
        let builder = SchoolBuilder(client)
        guard let grade = units.first(where: { $0.kind == .grade }), let own = students[.own],
            let otherClass = school.classes["八年级2班"]
        else { throw NeverCame(description: "grade, classes and students") }
        func appoint(
            _ login: String, _ role: APIRole, _ kind: APIGrantScopeKind = .unit, in place: String,
            approved: Bool = false
        ) async throws -> SampleSchool.Visitor {
            try await builder.appoint(
                login, role, kind, in: place, by: school.registrar, approvedBy: approved ? school.officer : nil,
                home: school.school)
        }
        let hospital = try await InstitutionServiceClient(client).createInstitution(
            .with {
                $0.unitID = school.school
                $0.details.name = "定点医院"
                $0.details.kind = .psychiatricHospital
                $0.details.isDesignated = true
            }, school.registrar.meta
        ).institution.id
        var experts: [SampleSchool.Visitor] = []
        for number in 1...3 {
            experts.append(
                try await appoint("expert-\(number)", .expert, .panel, in: school.school, approved: true))
        }
        return MarkedStaff(
            teacherClass: school.firstClass, gradeID: grade.id,
            gradeLead: try await appoint("grade-lead", .gradeLead, in: grade.id),
            mentor: try await appoint("mentor", .mentor, .student, in: own),
            peer: try await appoint("peer", .peerObserver, in: school.firstClass),
            crisisLead: try await appoint("crisis-lead", .crisisLead, in: school.school, approved: true),
            supervisor: try await appoint("supervisor", .supervisor, in: school.school),
            reporter: try await appoint("police", .externalReporter, in: school.school, approved: true),
            experts: experts,
            liaison: try await appoint("liaison", .hospitalLiaison, .institution, in: hospital, approved: true),
            hospital: hospital, idle: try await appoint("idle", .classTeacher, in: otherClass))
    }

    func readers(_ school: SampleSchool, own: SampleSchool.Pupil) -> [MarkedSchool.Reader] {
        func reader(_ role: String, _ session: SampleSchool.Visitor, _ unit: String? = nil) -> MarkedSchool.Reader {
            MarkedSchool.Reader(role: role, session: session, unit: unit ?? school.school)
        }
        return [
            reader("student", own.visitor), reader("peer_observer", peer, teacherClass),
            reader("class_teacher", school.teacher, teacherClass), reader("grade_lead", gradeLead, gradeID),
            reader("mentor", mentor, teacherClass), reader("counsellor", school.counsellor),
            reader("crisis_lead", crisisLead), reader("expert", experts[0]), reader("hospital_liaison", liaison),
            reader("supervisor", supervisor), reader("registrar", school.registrar),
            reader("security_officer", school.officer), reader("instrument_manager", school.manager),
            reader("external_reporter", reporter),
        ]
    }
}
