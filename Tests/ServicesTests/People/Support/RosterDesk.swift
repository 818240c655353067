import Foundation
import SwiftProtobuf
import XinyuAPI

@testable import Services

/// A registrar at an office with one junior school, who imports rosters.
struct RosterDesk {
    let office: Office
    let clerk: Clerk
    let school: String

    init(limits: RosterLimits = RosterLimits()) async throws {
        office = try await Office(roster: limits)
        clerk = try await office.clerk("registrar")
        school = try await clerk.unit(.school, "一中", stage: .junior)
    }

    private init(_ office: Office, school: String) async throws {
        self.office = office
        clerk = try await office.clerk("registrar")
        self.school = school
    }

    func reopened() async throws -> RosterDesk { try await RosterDesk(office.reopened(), school: school) }

    func begin(
        encoding: APITextEncoding = .unspecified, mode: APIRosterImportMode = .unspecified
    ) async throws -> String {
        try await clerk.roster.beginRosterImport(
            .with {
                $0.schoolID = school
                $0.encoding = encoding
                $0.mode = mode
            }
        ).importID
    }

    /// What has been received then.
    func append(_ id: String, _ bytes: [UInt8], at position: UInt32) async throws -> UInt32 {
        try await clerk.roster.appendRosterImport(
            .with {
                $0.importID = id
                $0.data = Data(bytes)
                $0.position = position
            }
        ).received
    }

    func run(_ id: String) async throws -> [APIRosterImportProgress] {
        var messages: [APIRosterImportProgress] = []
        for try await message in clerk.roster.runRosterImport(.with { $0.importID = id }) { messages.append(message) }
        return messages
    }

    /// An import that has received all of `text`.
    func send(_ text: String) async throws -> String {
        let id = try await begin()
        _ = try await append(id, Array(text.utf8), at: 0)
        return id
    }

    func importRoster(
        _ text: String, mode: APIRosterImportMode = .unspecified
    ) async throws -> (id: String, outcome: APIRosterImportOutcome) {
        try await importRoster(gb18030: Array(text.utf8), encoding: .utf8, mode: mode)
    }

    /// The bytes as they are, in pieces.
    func importRoster(
        gb18030 bytes: [UInt8], encoding: APITextEncoding, mode: APIRosterImportMode = .unspecified,
        pieceSize: Int = 4_096
    ) async throws -> (id: String, outcome: APIRosterImportOutcome) {
        let id = try await begin(encoding: encoding, mode: mode)
        var position = 0
        while position < bytes.count {
            let piece = Array(bytes[position...].prefix(pieceSize))
            position = Int(try await append(id, piece, at: UInt32(position)))
        }
        return (id, try await run(id).last?.outcome ?? APIRosterImportOutcome())
    }

    func students() async throws -> [APIStudent] {
        try await clerk.roster.listStudents(.with { $0.unitID = school }).students
    }

    /// A header and two students, as a Chinese spreadsheet saves them:
    ///
    ///     学号,姓名,性别,出生日期,年级,班级
    ///     1001,张三,男,2013-03-31,初一,1班
    ///     1002,李四,女,2013年4月1日,初一,1班
    static let gb18030: [UInt8] = [
        0xD1, 0xA7, 0xBA, 0xC5, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xD0, 0xD4, 0xB1, 0xF0, 0x2C, 0xB3, 0xF6, 0xC9,
        0xFA, 0xC8, 0xD5, 0xC6, 0xDA, 0x2C, 0xC4, 0xEA, 0xBC, 0xB6, 0x2C, 0xB0, 0xE0, 0xBC, 0xB6, 0x0D, 0x0A, 0x31,
        0x30, 0x30, 0x31, 0x2C, 0xD5, 0xC5, 0xC8, 0xFD, 0x2C, 0xC4, 0xD0, 0x2C, 0x32, 0x30, 0x31, 0x33, 0x2D, 0x30,
        0x33, 0x2D, 0x33, 0x31, 0x2C, 0xB3, 0xF5, 0xD2, 0xBB, 0x2C, 0x31, 0xB0, 0xE0, 0x0D, 0x0A, 0x31, 0x30, 0x30,
        0x32, 0x2C, 0xC0, 0xEE, 0xCB, 0xC4, 0x2C, 0xC5, 0xAE, 0x2C, 0x32, 0x30, 0x31, 0x33, 0xC4, 0xEA, 0x34, 0xD4,
        0xC2, 0x31, 0xC8, 0xD5, 0x2C, 0xB3, 0xF5, 0xD2, 0xBB, 0x2C, 0x31, 0xB0, 0xE0, 0x0D, 0x0A,
    ]
}
