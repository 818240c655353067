public import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.RosterService`: who is in the school.
public struct RosterServiceImplementation: RosterService {
    let indexes: StudentIndexes
    let limits: RosterLimits
    private let decider: AccessDecider

    public init(indexes: StudentIndexes, policy: Policy, limits: RosterLimits = RosterLimits()) {
        decider = AccessDecider(policy: policy)
        self.indexes = indexes
        self.limits = limits
    }

    /// By the id of the class, then by the student's; who is in no class comes last.
    public func listStudents(_ request: APIListStudentsRequest, _ call: ReadingCall) throws -> APIListStudentsResponse {
        let unit = try call.transaction.unitInFull(try Identifier(request.unitID, field: "unitId"))
        var list = try PlacedPage(of: try PageRequest(request.page), in: Self.places(of: unit, in: call.units))
        let students = try list.fill { place, after, limit in
            try call.transaction.students(at: place, after: after, limit: limit, in: call.units)
        } id: {
            $0.record.id
        }
        call.count(.students, students.count)
        return .with {
            $0.students = students.map { APIStudent($0) }
            $0.nextPage = list.nextToken
        }
    }

    public func getStudent(_ request: APIGetStudentRequest, _ call: ReadingCall) throws -> APIGetStudentResponse {
        let id = try Identifier(request.studentID, field: "studentId")
        guard let student = try call.transaction.identifiedStudent(id) else { throw RPCError.notFound() }
        call.count(.students, 1)
        return .with { $0.student = APIStudent(student) }
    }

    public func findStudent(_ request: APIFindStudentRequest, _ call: ReadingCall) throws -> APIFindStudentResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        guard let school = call.units.school(of: unit) else {
            throw RPCError.invalidArgument(field: "unitId", description: "must be a school or a unit below one")
        }
        // The number may be of somebody in another class, which the caller must not learn.
        guard let student = try call.transaction.student(numbered: request.number, in: school, indexes),
            [student.record.schoolClass, student.record.dorm, school].contains(where: { place in
                place.map { call.units.contains(unit, $0) } ?? false
            })
        else { throw RPCError.notFound() }
        call.count(.students, 1)
        return .with { $0.student = APIStudent(student) }
    }

    public func moveStudent(_ request: APIMoveStudentRequest, _ call: ChangingCall) throws -> APIMoveStudentResponse {
        let id = try Identifier(request.studentID, field: "studentId")
        guard var student = try call.transaction.identifiedStudent(id) else { throw RPCError.notFound() }
        guard student.record.state == .enrolled else {
            throw RPCError.failedPrecondition("only a student who is enrolled can be moved")
        }
        let (former, school) = (student.record, student.record.school)
        student.record.schoolClass = try call.transaction.unit(
            request.classID, .schoolClass, of: school, field: "classId")
        student.record.dorm =
            request.dormID.isEmpty
            ? nil : try call.transaction.unit(request.dormID, .dorm, of: school, field: "dormId")
        try checkPlaces(student.record, from: former, call)
        try call.transaction.update(student.record)
        call.count(.students, 1)
        return .with { $0.student = APIStudent(student) }
    }

    /// The places that a student is put into must be within what the caller answers for, too: the router has looked at
    /// where the student stood. Where the student stays is not asked for again.
    private func checkPlaces(_ moved: StudentRecord, from former: StudentRecord, _ call: ChangingCall) throws {
        let places = [(moved.schoolClass, former.schoolClass), (moved.dorm, former.dorm)]
        for case (let place?, let before) in places where place != before {
            let decision = decider.decide(
                call.context.identity, .rosterImport, on: .unit(place), in: call.units, at: call.context.now)
            guard case .allowed = decision else { throw RPCError.notFound() }
        }
    }

    /// The units that have students of their own: classes, a dorm when it is asked for, and schools for those who are in
    /// no class. In the order of ids, which no new class changes between two pages.
    private static func places(of unit: UnitRecord, in units: UnitTree) -> [Identifier] {
        if unit.kind == .dorm { return [unit.id] }
        let below = units.subtree(of: unit.id)
        return below.filter { $0.kind == .class }.map(\.id).sorted()
            + below.filter { $0.kind == .school }.map(\.id).sorted()
    }
}
