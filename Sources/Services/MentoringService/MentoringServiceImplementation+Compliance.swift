internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension MentoringServiceImplementation {
    public func getMentoringCompliance(
        _ request: APIGetMentoringComplianceRequest, _ call: ReadingCall
    ) throws -> APIGetMentoringComplianceResponse {
        let (unit, school) = try call.unitOfSchool(request.unitID)
        let requirements = try requirements(of: school, call.transaction)
        var all = ComplianceFigures()
        var (ofClass, ofMentor): ([Identifier: ComplianceFigures], [Identifier: ComplianceFigures]) = ([:], [:])
        for mentorship in try call.transaction.openMentorships(ofSchool: school) {
            guard let place = try call.transaction.studentPlace(mentorship.student),
                call.units.contains(unit, place)
            else { continue }
            let compliance = ContactCompliance(
                try call.transaction.contacts(of: mentorship), since: mentorship.since, requirements,
                at: call.context.now)
            all.add(compliance)
            if let schoolClass = place.classID { ofClass[schoolClass, default: .init()].add(compliance) }
            ofMentor[mentorship.mentor, default: .init()].add(compliance)
        }
        let without = try call.transaction.studentsWithoutMentor(ofSchool: school)
            .filter { call.units.contains(unit, $0.place) }
        let withoutByClass = Dictionary(grouping: without, by: \.place.classID).mapValues(\.count)
        let classes = Set(ofClass.keys).union(withoutByClass.keys.compactMap(\.self)).sorted()
        return try .with {
            $0.unit = APIComplianceFigures(all, withoutMentor: without.count)
            $0.classes = classes.map { id in
                .with {
                    $0.classID = id.description
                    $0.figures = APIComplianceFigures(
                        ofClass[id] ?? .init(), withoutMentor: withoutByClass[id] ?? 0)
                }
            }
            $0.mentors = try ofMentor.sorted { $0.key < $1.key }.map { id, figures in
                try .with {
                    $0.mentorID = id.description
                    $0.mentorName = try call.transaction.account(id)?.profile.name ?? ""
                    $0.figures = APIComplianceFigures(figures, withoutMentor: 0)
                }
            }
        }
    }

    public func listPeerObserverGaps(
        _ request: APIListPeerObserverGapsRequest, _ call: ReadingCall
    ) throws -> APIListPeerObserverGapsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let classes = call.units.subtree(of: unit).filter { node in
            node.kind == .class && !node.isClosed && (node.stage?.peerObserversPerClass ?? 0) > 0
        }
        let gaps = try classes.compactMap { node in
            let present = try call.transaction.grantsInForce(
                inScope: node.id, role: .peerObserver, at: call.context.now)
            return PeerObserverGap(node, present: Set(present.map(\.account)).count)
        }
        return .with {
            $0.gaps = gaps.map { gap in
                .with {
                    $0.classID = gap.schoolClass.description
                    $0.present = UInt32(gap.present)
                    $0.wanted = UInt32(gap.wanted)
                }
            }
            $0.classes = UInt32(classes.count)
        }
    }
}

extension APIComplianceFigures {
    fileprivate init(_ figures: ComplianceFigures, withoutMentor: Int) {
        self.init()
        mentorships = UInt32(figures.mentorships)
        compliant = UInt32(figures.compliant)
        contactOverdue = UInt32(figures.contactOverdue)
        inPersonOverdue = UInt32(figures.inPersonOverdue)
        topicsMissing = UInt32(figures.topicsMissing)
        self.withoutMentor = UInt32(withoutMentor)
    }
}
