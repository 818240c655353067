public import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// A school that was made through the API, step by step as a registrar, a security officer, an instrument manager and a
/// counsellor do it, with a screening that is open and students who have logged in.
public struct SampleSchool: Sendable {
    /// A session, on any connection.
    public struct Visitor: Sendable {
        public let account: String
        public let token: String

        public init(account: String, token: String) {
            self.account = account
            self.token = token
        }

        public var meta: CallMeta { CallMeta(authorization: "Bearer " + token) }

        public func meta(purpose: String? = nil, key: String? = nil) -> CallMeta {
            CallMeta(authorization: "Bearer " + token, idempotencyKey: key, purpose: purpose)
        }
    }

    /// A student with a session and sheets that are started.
    public struct Pupil: Sendable {
        public let student: String
        public let visitor: Visitor
        public let sheets: [Sheet]
    }

    public struct Sheet: Sendable {
        public let id: String
        public let instrument: String
    }

    /// What its people write. But for the consent text, which everybody is shown, none of it may be readable on the disk.
    public static let consent = "同意参加本学期心理普查"
    public static let title = "秋季普查专用标题"
    public static let schoolName = "求真试验中学"
    public static let password = "counsellor-listens-well"

    public let school: String
    /// By the name that the roster gives.
    public let classes: [String: String]
    public let campaign: String
    public let registrar: Visitor
    public let officer: Visitor
    public let manager: Visitor
    public let counsellor: Visitor
    /// Of the first class of the roster.
    public let teacher: Visitor
    public let firstClass: String
    public let pupils: [Pupil]

    /// Makes it.
    ///
    /// - Parameters:
    ///   - roster: who is enrolled.
    ///   - instruments: what the screening asks; installed before from the shipped ones.
    ///   - name: for a second school, with logins of its own.
    ///   - more: installs and activates other instruments before the screening opens.
    public static func open(
        _ client: RPCClient, roster: Roster, instruments: [String] = ["phq9"],
        name: (school: String, logins: String) = (schoolName, ""),
        more: (RPCClient, Visitor) async throws -> [String] = { _, _ in [] }
    ) async throws -> SampleSchool {
        let builder = SchoolBuilder(client)
        let registrar = try await builder.login("registrar", DaemonHost.firstPasswords[0])
        let officer = try await builder.login("security", DaemonHost.firstPasswords[1])
        let manager = try await builder.login("instruments", DaemonHost.firstPasswords[2])
        try await builder.install(instruments, as: manager)
        let added = try await more(client, manager)

        let school = try await builder.makeSchool(name.school, as: registrar)
        try await builder.enrol(roster, in: school, as: registrar)
        let classes = try await builder.classes(of: school, as: registrar)
        guard let firstName = roster.students.first?.schoolClass, let firstClass = classes[firstName] else {
            throw NeverCame(description: "the roster's classes were not made")
        }
        let counsellor = try await builder.appoint(
            "xinli\(name.logins)", .counsellor, in: school, by: registrar, approvedBy: officer, home: school)
        let teacher = try await builder.appoint(
            "banzhuren\(name.logins)", .classTeacher, in: firstClass, by: registrar, approvedBy: nil, home: school)
        let campaign = try await builder.openCampaign(
            school, instruments: instruments + added, as: counsellor)
        var pupils: [Pupil] = []
        for schoolClass in classes.values.sorted() {
            pupils += try await builder.seat(schoolClass, campaign, as: counsellor)
        }
        return SampleSchool(
            school: school, classes: classes, campaign: campaign, registrar: registrar, officer: officer,
            manager: manager, counsellor: counsellor, teacher: teacher, firstClass: firstClass, pupils: pupils)
    }
}
