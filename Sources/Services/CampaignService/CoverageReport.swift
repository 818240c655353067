internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// Who took part, for a unit and each class below it, and who is missing. Students, not sheets.
struct CoverageReport: Equatable {
    struct Line: Equatable {
        let unit: Identifier
        let coverage: Coverage
    }

    struct Missing: Equatable {
        let student: Identifier
        let schoolClass: Identifier?
    }

    /// The unit itself first, then its classes that somebody was invited in, in the order of the tree.
    let lines: [Line]
    let missing: [Missing]

    init(of participation: [Participation], _ campaign: CampaignRecord, in unit: Identifier, units: UnitTree) {
        let holdsSchool = units.contains(unit, campaign.school)
        var whole = Coverage()
        var classes: [Identifier: Coverage] = [:]
        var missing: [Missing] = []
        for student in participation {
            // A student without a class belongs to the school alone.
            guard student.schoolClass.map({ holdsSchool || units.contains(unit, $0) }) ?? holdsSchool else { continue }
            let standing = Coverage.Standing(student.states)
            whole.add(standing)
            if let schoolClass = student.schoolClass { classes[schoolClass, default: Coverage()].add(standing) }
            if standing == .missing {
                missing.append(Missing(student: student.student, schoolClass: student.schoolClass))
            }
        }
        let below = units.subtree(of: holdsSchool ? campaign.school : unit)
            .filter { $0.kind == .class && $0.id != unit }
        lines =
            [Line(unit: unit, coverage: whole)]
            + below.compactMap { node in classes[node.id].map { Line(unit: node.id, coverage: $0) } }
        self.missing = missing
    }

    /// Names are opened only for who may see them; the router takes them out for anybody else in any case.
    func response(_ call: ReadingCall) throws -> APIGetCoverageResponse {
        var response = APIGetCoverageResponse()
        for line in lines {
            let name = try call.transaction.unit(line.unit)?.name ?? ""
            response.units.append(APICoverage(line, name: name))
        }
        guard call.context.ceiling >= .status else { return response }
        for student in missing {
            let name = try call.transaction.nameUnlessErased(student.student)
            response.missing.append(
                .with {
                    $0.studentID = student.student.description
                    $0.classID = student.schoolClass?.description ?? ""
                    $0.name = name
                })
        }
        call.count(.students, response.missing.count)
        return response
    }
}

extension APICoverage {
    init(_ line: CoverageReport.Line, name: String) {
        self.init()
        unitID = line.unit.description
        unitName = name
        invited = UInt32(clamping: line.coverage.invited)
        assessed = UInt32(clamping: line.coverage.assessed)
        excused = UInt32(clamping: line.coverage.excused)
        missing = UInt32(clamping: line.coverage.missing)
        permille = UInt32(clamping: line.coverage.permille)
    }
}
