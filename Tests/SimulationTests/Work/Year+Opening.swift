import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import XinyuAPI

/// What is there before the first day of school: the school, its roster, its people, and who is named for what.
extension Year {
    private static let instruments = ["phq9"]

    func open(students: Int) async throws {
        try await makeSchool(students)
        try await appointStaff()
        try await nameNetwork()
        try await openOtherSchool()
        try await openRoom()
        try await enlistMentors()
        try await installInstruments()
    }

    private func makeSchool(_ students: Int) async throws {
        let units = UnitServiceClient(staff.registrar)
        county = try await units.createUnit(
            .with {
                $0.kind = .county
                $0.name = "云岭县"
            }
        ).unit.id
        school = try await units.createUnit(
            .with {
                $0.parentID = county
                $0.kind = .school
                $0.stage = .junior
                $0.name = "求真中学"
            }
        ).unit.id
        let roster = YearRoster(students)
        pupils = roster.pupils
        try await enrol(roster.file)
        try await learnClasses()
        try await learnPupils()
        tally.add("students", pupils.count)
    }

    /// Has a registrar read a roster in.
    func enrol(_ file: [UInt8]) async throws {
        let service = RosterServiceClient(staff.registrar)
        let id = try await service.beginRosterImport(
            .with {
                $0.schoolID = school
                $0.encoding = .utf8
            }
        ).importID
        _ = try await service.appendRosterImport(
            .with {
                $0.importID = id
                $0.data = Data(file)
            })
        for try await progress in service.runRosterImport(.with { $0.importID = id }) where progress.hasOutcome {
            guard progress.outcome.state == .done else {
                throw YearFailure("the roster is refused: \(progress.outcome.faults.prefix(3))")
            }
        }
    }

    private func learnClasses() async throws {
        let units = try await UnitServiceClient(staff.registrar).listUnits(.with { $0.unitID = school }).units
        classes = Dictionary(uniqueKeysWithValues: units.filter { $0.kind == .class }.map { ($0.name, $0.id) })
        grades = units.filter { $0.kind == .grade }.map(\.id).sorted()
    }

    /// Which id the daemon has given each student.
    func learnPupils() async throws {
        var known: [String: (id: String, schoolClass: String)] = [:]
        var token = ""
        repeat {
            let page = try await RosterServiceClient(staff.registrar).listStudents(
                .with {
                    $0.unitID = school
                    $0.page.size = 500
                    $0.page.token = token
                })
            for student in page.students { known[student.number] = (student.id, student.classID) }
            token = page.nextPage
        } while !token.isEmpty
        for index in pupils.indices {
            guard let found = known[pupils[index].number] else { continue }
            pupils[index].id = found.id
            pupils[index].schoolClass = classes.first { $0.value == found.schoolClass }?.key ?? ""
        }
    }

    private func appointStaff() async throws {
        let ways = installation.ways
        let office = Appointments(registrar: staff.registrar, officer: staff.officer, home: school) {
            Person($0, $1, account: $2, on: ways.line, ways.witness, clock: ways.clock)
        }
        // Log in first, so that the many that follow do not all do it.
        _ = try await SessionServiceClient(staff.officer).whoAmI(.init())
        for index in 1...4 {
            staff.counsellors.append(try await office.appoint("xinli\(index)", .counsellor, in: school))
        }
        for index in 1...2 {
            staff.crisisLeads.append(try await office.appoint("zhuanban\(index)", .crisisLead, in: school))
        }
        for (index, grade) in grades.enumerated() {
            staff.gradeLeads.append(try await office.appoint("nianji\(index)", .gradeLead, in: grade))
        }
        let names = classes.keys.sorted()
        neglected = Set(dice.some(3, of: names))
        for (index, name) in names.enumerated() {
            guard let place = classes[name] else { continue }
            staff.teachers[name] = try await office.appoint("banzhuren\(index)", .classTeacher, in: place)
            // Two observers a class are asked for; some classes have none yet.
            guard !neglected.contains(name) else { continue }
            for seat in 1...2 {
                staff.peers[name, default: []].append(
                    try await office.appoint("weiyuan\(index)-\(seat)", .peerObserver, in: place))
            }
        }
        for index in 1...10 { staff.mentors.append(try await office.hire("daoshi\(index)")) }
        for index in 1...3 {
            staff.experts.append(try await office.appoint("zhuanjia\(index)", .expert, .panel, in: school))
        }
        hospital = try await InstitutionServiceClient(staff.registrar).createInstitution(
            .with {
                $0.details.name = "市第四医院"
                $0.details.kind = .psychiatricHospital
                $0.details.address = "和平路1号"
                $0.details.isDesignated = true
                $0.details.greenChannelContact = "急诊"
            }
        ).institution.id
        staff.liaison = try await office.appoint("yiyuan", .hospitalLiaison, .institution, in: hospital)
        staff.police = try await office.appoint("jingwu", .externalReporter, in: school)
    }

    /// Names somebody for each unit but the neglected classes.
    private func nameNetwork() async throws {
        guard let lead = staff.crisisLeads.first else { return }
        try await name(lead.account, for: school)
        for (grade, person) in zip(grades, staff.gradeLeads) { try await name(person.account, for: grade) }
        for (name, id) in classes.sorted(by: { $0.key < $1.key }) where !neglected.contains(name) {
            if let teacher = staff.teachers[name] { try await self.name(teacher.account, for: id) }
        }
    }

    func name(_ account: String, for unit: String) async throws {
        _ = try await NetworkServiceClient(staff.registrar).assignResponsible(
            .with {
                $0.unitID = unit
                $0.accountID = account
                $0.part = .responsible
            })
    }

    private func openRoom() async throws {
        guard let first = staff.counsellors.first else { return }
        let service = CounsellingServiceClient(first)
        for (index, counsellor) in staff.counsellors.enumerated() {
            let room = try await service.openCounsellingRoom(
                .with {
                    $0.schoolID = school
                    $0.name = "静心室\(index + 1)"
                }
            ).room.id
            _ = try await service.addDuty(
                .with {
                    $0.roomID = room
                    $0.counsellorID = counsellor.account
                    $0.kind = .weekly
                    $0.weekday = UInt32(1 + index)
                    $0.starts = "14:00"
                    $0.ends = "17:00"
                })
        }
    }

    private func enlistMentors() async throws {
        guard let first = staff.counsellors.first else { return }
        for mentor in staff.mentors {
            _ = try await MentoringServiceClient(first).enlistMentor(
                .with {
                    $0.unitID = school
                    $0.accountID = mentor.account
                    $0.mostMentees = 12
                    $0.training = .trained
                })
        }
    }

    private func installInstruments() async throws {
        let service = InstrumentServiceClient(staff.manager)
        for id in Self.instruments {
            let folder = try BuiltPrograms.instruments.get() + "/" + id
            func bytes(_ name: String) -> Data { FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data() }
            let response = try await service.installInstrument(
                .with {
                    $0.plugin = bytes("\(id).so")
                    $0.manifest = bytes("manifest.json")
                    $0.signature = String(decoding: bytes("\(id).so.minisig"), as: UTF8.self)
                    $0.vectors = bytes("vectors.jsonl")
                })
            _ = try await service.activateInstrument(
                .with {
                    $0.instrumentID = id
                    $0.version = response.instrument.version
                })
        }
    }
}

struct YearFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
