import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import XinyuAPI

/// The marked school as a person at a terminal has it: a session file for each, and names for what there is.
struct CommandSchool {
    let school: MarkedSchool
    /// By the names that the tables use.
    var names: [String: String]

    static func make() async throws -> CommandSchool {
        let school = try await MarkedSchool.make()
        var made = CommandSchool(school: school, names: [:])
        try made.writeSessions()
        try await made.nameEverything()
        return made
    }

    // MARK: - Sessions

    private static let roles: [CommandCase.Person: String] = [
        .student: "student", .peer: "peer_observer", .teacher: "class_teacher", .gradeLead: "grade_lead",
        .mentor: "mentor", .counsellor: "counsellor", .lead: "crisis_lead", .expert: "expert",
        .liaison: "hospital_liaison", .supervisor: "supervisor", .registrar: "registrar",
        .security: "security_officer", .instruments: "instrument_manager", .reporter: "external_reporter",
    ]

    static func session(of person: CommandCase.Person) -> String { "session-\(person)" }

    private func writeSessions() throws {
        var sessions = Self.roles.compactMapValues { role in school.readers.first { $0.role == role }?.session }
        sessions[.neighbour] = school.neighbour.counsellor
        for (person, session) in sessions {
            let path = school.host.folder.file(Self.session(of: person))
            guard
                FileManager.default.createFile(
                    atPath: path, contents: Data((session.token + "\n").utf8),
                    attributes: [.posixPermissions: 0o600])
            else { throw NeverCame(description: "a session file") }
        }
    }

    // MARK: - Names

    private mutating func nameEverything() async throws {
        let (sample, host, client) = (school.school, school.host, school.client)
        let counsellor = sample.counsellor.meta(purpose: "look")
        names = [
            "school": sample.school, "class": sample.firstClass, "otherClass": sample.classes["八年级2班"] ?? "",
            "campaign": sample.campaign, "number": MarkedRoster.people[.own]?.number ?? "",
            "own": school.students[.own] ?? "", "classmate": school.students[.classmate] ?? "",
            "other": school.students[.otherClass] ?? "", "friend": school.students[.friend] ?? "",
            "account.teacher": sample.teacher.account,
            "account.counsellor": sample.counsellor.account, "export": host.folder.file("log.jsonl"),
            "rules": host.folder.file("rules/warnings.json"), "logKey": host.logFolder + "/log.pub",
            "instruments": try BuiltPrograms.instruments.get(),
            "today": Self.today, "tomorrow": ISO8601DateFormatter().string(from: Date().addingTimeInterval(86_400)),
        ]
        for (kind, name) in [
            (.plan, "plan"), (.signal, "signal"), (.externalReport, "report"), (.consultation, "consultation"),
            (.referral, "referral"), (.institution, "hospital"), (.crisisCase, "crisis"), (.traumaReport, "trauma"),
            (.specialPeriod, "period"), (.counsellingRoom, "room"), (.growthBuddy, "pair"),
            (.mentorship, "mentorship"), (.grant, "grant"),
        ] as [(ScopeKind, String)] {
            names[name] = school.things[kind]?.first
        }
        let appointments = school.things[.appointment] ?? []
        names["appointment.held"] = appointments.first
        names["appointment.open"] = appointments.last
        for (role, name) in [("crisis_lead", "lead"), ("mentor", "mentor"), ("expert", "expert")] {
            names["account." + name] = school.readers.first { $0.role == role }?.session.account
        }
        names["account.idle"] = school.staff.idle.account
        names["account.secondExpert"] = school.staff.experts[1].account
        let units = try await UnitServiceClient(client).listUnits(.with { $0.unitID = sample.school }, counsellor).units
        names["grade"] = units.first { $0.kind == .grade }?.id
        names["dorm"] = units.first { $0.kind == .dorm }?.id

        let short: [Marker.Student: String] = [.own: "own", .classmate: "classmate", .otherClass: "other"]
        let warnings = try await WarningServiceClient(client).listWarnings(
            .with { $0.unitID = sample.school }, counsellor
        ).warnings
        let entries = try await CareServiceClient(client).listCareEntries(
            .with { $0.unitID = sample.school }, counsellor
        ).entries
        for (student, name) in short {
            let id = school.students[student]
            names["warning." + name] = warnings.first { $0.studentID == id }?.id
            names["entry." + name] = entries.first { $0.studentID == id }?.id
            names["sheet." + name] = sample.pupils.first { $0.student == id }?.sheets.first?.id
        }
        names["measure.teacher"] = try await PlanServiceClient(client).listMyMeasures(.init(), sample.teacher.meta)
            .tasks.first?.measureID
        names["roster"] = try write(MarkedRoster.csv, "roster.csv")
        let other = MarkedRoster.people[.otherClass]?.number ?? ""
        names["answers"] = try write(
            "{\"number\":\"\(other)\",\"instrument\":\"phq9\",\"values\":[0,0,0,0,0,0,0,0,0]}\n", "answers.jsonl")
        try nameInstruments()
        try await nameNeighbour()
    }

    /// In the zone of the installation's rules, which is eight hours ahead.
    private static var today: String {
        String(ISO8601DateFormatter().string(from: Date().addingTimeInterval(8 * 3_600)).prefix(10))
    }

    private mutating func nameInstruments() throws {
        names["laterCampaign"] = school.laterCampaign
        names["rescoring"] = school.rescoring
        names["lateInstrument"] = school.versions[0].folder.path
        names["secretKey"] = school.versions[0].folder.file("late.key")
        names["repository"] = BuiltPrograms.repository
        names["newInstrument"] = school.host.folder.file("practice")
        names["proposal"] = school.host.folder.file("proposal.json")
        names["norms"] = try write(
            """
            {"schema":1,"id":"phq9-all","version":"1.0.0","instrument":"phq9","instrumentVersions":["1.0.0"],
            "names":{"zh":"试验常模","en":"Trial"},"population":{"zh":"虚构","en":"made up"},"year":2025,
            "source":"made up for a test","tables":[{"scale":"total","score":"RAW","tScore":"LINEAR",
            "cells":[{"n":1000,"mean":6000,"standardDeviation":4000}]}]}
            """, "norms.json")
    }

    private mutating func nameNeighbour() async throws {
        let neighbour = school.neighbour
        for name in ["card", "lost", "parcel", "receipt", "copy", "statement"] {
            names[name] = school.host.folder.file("made-" + name)
        }
        names["letter"] = try write("下周一复诊\n", "letter.txt")
        let card = try await ArchiveTransferServiceClient(school.client).getSchoolCard(
            .with { $0.schoolID = neighbour.school }, neighbour.registrar.meta)
        names["neighbour"] = neighbour.school
        names["neighbour.class"] = neighbour.firstClass
        names["neighbour.card"] = try write(card.card, "neighbour.card")
        names["neighbour.fingerprint"] = card.school.fingerprint
        let students = school.things[.student] ?? []
        names["newcomer"] = students.first { !school.students.values.contains($0) }
    }

    private func write(_ text: String, _ name: String) throws -> String {
        let path = school.host.folder.file(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    // MARK: - Lines

    /// The words of a line, with what the names stand for.
    func arguments(_ line: String) -> [String] {
        line.split(separator: " ").map { word in
            names.reduce(String(word)) { $0.replacing("{\($1.key)}", with: $1.value) }
        }
    }

    func run(
        _ command: CommandCase, _ more: [String] = [], locale: String = "C.UTF-8"
    ) async throws -> RunProgram.Finished {
        try await school.host.xinyu(
            arguments(command.line) + more, session: Self.session(of: command.person), input: command.input,
            locale: locale)
    }

    /// Keeps what a later line names.
    mutating func keep(_ kept: CommandCase.Kept, plain: String, json: String) throws {
        guard !kept.path.isEmpty else {
            names[kept.name] = plain.split(separator: "\n").first.map(String.init)
            return
        }
        let answer = try JSONSerialization.jsonObject(with: Data(json.utf8))
        names[kept.name] = Self.found(along: kept.path[...], in: answer)
    }

    private static func found(along path: ArraySlice<String>, in value: Any?) -> String? {
        guard let step = path.first else { return value as? String }
        let rest = path.dropFirst()
        guard let list = value as? [Any] else { return found(along: rest, in: (value as? [String: Any])?[step]) }
        if step == "*" { return list.lazy.compactMap { found(along: rest, in: $0) }.first }
        guard let place = Int(step), list.indices.contains(place) else { return nil }
        return found(along: rest, in: list[place])
    }
}
