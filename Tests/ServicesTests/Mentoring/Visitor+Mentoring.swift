import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

extension Visitor {
    @discardableResult
    func enlist(
        _ teacher: Visitor, for unit: Identifier, most: UInt32 = 0, _ training: APIMentorTraining = .none
    ) async throws -> APIMentor {
        try await mentoring.enlistMentor(
            .with {
                $0.unitID = unit.description
                $0.accountID = teacher.id.description
                $0.mostMentees = most
                $0.training = training
            }, meta
        ).mentor
    }

    func propose(_ unit: Identifier) async throws -> APIProposeMentorsResponse {
        try await mentoring.proposeMentors(.with { $0.unitID = unit.description }, meta)
    }

    func apply(_ unit: Identifier, _ fingerprint: String) async throws -> APIApplyMentorsResponse {
        try await mentoring.applyMentors(
            .with {
                $0.unitID = unit.description
                $0.fingerprint = fingerprint
            }, meta)
    }

    @discardableResult
    func assign(_ teacher: Visitor, to student: Identifier, _ reason: String = "家长意愿") async throws -> APIMentorship {
        try await mentoring.assignMentor(
            .with {
                $0.studentID = student.description
                $0.mentorID = teacher.id.description
                $0.reason = reason
            }, meta
        ).mentorship
    }

    func end(_ mentorship: String, _ reason: String = "毕业") async throws {
        _ = try await mentoring.endMentorship(
            .with {
                $0.mentorshipID = mentorship
                $0.reason = reason
            }, meta)
    }

    func mentees() async throws -> [APIMentee] {
        try await mentoring.listMyMentees(.init(), meta).mentees
    }

    func keepContact(
        _ student: Identifier, _ form: APIContactForm = .talk, _ topics: [APIContactTopic] = [.study],
        at moment: Timestamp? = nil, _ content: String = "谈了学习"
    ) async throws -> APILogContactResponse {
        try await mentoring.logContact(
            .with {
                $0.studentID = student.description
                $0.form = form
                $0.topics = topics
                $0.content = content
                if let moment { $0.contactedAt = Google_Protobuf_Timestamp(moment) }
            }, meta)
    }

    func contacts(_ student: Identifier, size: UInt32 = 0, token: String = "") async throws -> APIListContactsResponse {
        try await mentoring.listContacts(
            .with {
                $0.studentID = student.description
                $0.page.size = size
                $0.page.token = token
            }, meta)
    }

    func compliance(_ unit: Identifier) async throws -> APIGetMentoringComplianceResponse {
        try await mentoring.getMentoringCompliance(.with { $0.unitID = unit.description }, meta)
    }

    @discardableResult
    func pair(_ student: Identifier, with buddy: Identifier) async throws -> APIGrowthBuddy {
        try await mentoring.assignGrowthBuddy(
            .with {
                $0.studentID = student.description
                $0.buddyID = buddy.description
            }, meta
        ).growthBuddy
    }

    func part(_ pair: String) async throws {
        _ = try await mentoring.endGrowthBuddy(.with { $0.growthBuddyID = pair }, meta)
    }

    func buddies(_ unit: Identifier) async throws -> APIListGrowthBuddiesResponse {
        try await mentoring.listGrowthBuddies(.with { $0.unitID = unit.description }, meta)
    }
}
