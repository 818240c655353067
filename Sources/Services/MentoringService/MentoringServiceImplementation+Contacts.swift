internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension MentoringServiceImplementation {
    private static let mostTopics = 5

    public func listMentorships(
        _ request: APIListMentorshipsRequest, _ call: ReadingCall
    ) throws -> APIListMentorshipsResponse {
        let (unit, school) = try call.unitOfSchool(request.unitID)
        let page = try PageRequest(request.page)
        guard let after = page.token.isEmpty ? .installation : Identifier(page.token) else {
            throw PageRequest.foreignToken
        }
        let rest = try call.transaction.openMentorships(ofSchool: school).filter {
            try $0.id > after && call.isInside(unit, student: $0.student)
        }
        let shown = rest.prefix(page.size)
        let waiting = try call.transaction.studentsWithoutMentor(ofSchool: school).count {
            call.units.contains(unit, $0.place)
        }
        call.count(.mentorships, shown.count)
        return try .with {
            $0.mentorships = try shown.map { try call.contract($0) }
            $0.nextPage = rest.count > shown.count ? shown.last?.id.description ?? "" : ""
            $0.withoutMentor = UInt32(waiting)
        }
    }

    public func listMyMentees(
        _ request: APIListMyMenteesRequest, _ call: ReadingCall
    ) throws -> APIListMyMenteesResponse {
        let context = call.context
        // A mentorship whose role was taken back opens nothing.
        let open = Set(
            context.identity.grants.filter { $0.role == .mentor && $0.isInForce(at: context.now) }.map(\.scope))
        let mentorships = try call.transaction.openMentorships(ofMentor: context.accountID)
            .filter { open.contains(.student($0.student)) }
        call.count(.students, mentorships.count)
        return try .with {
            $0.mentees = try mentorships.map { mentorship in
                let entry = try call.transaction.openCareEntry(ofStudent: mentorship.student, in: mentorship.school)
                return try .with {
                    $0.mentorshipID = mentorship.id.description
                    $0.studentID = mentorship.student.description
                    $0.studentName = try call.transaction.nameUnlessErased(mentorship.student)
                    $0.classID = try call.transaction.student(mentorship.student)?.schoolClass?.description ?? ""
                    $0.supportAdvice = entry.flatMap { $0.state == .proposed ? nil : $0.advice } ?? ""
                    $0.since = Google_Protobuf_Timestamp(mentorship.since)
                    $0.contactDueAt = Google_Protobuf_Timestamp(mentorship.contactDueAt)
                    if let last = mentorship.lastContactAt { $0.lastContactAt = Google_Protobuf_Timestamp(last) }
                }
            }
        }
    }

    public func logContact(_ request: APILogContactRequest, _ call: ChangingCall) throws -> APILogContactResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let form = try ContactForm(request.form, field: "form")
        let content = try FreeText.required(request.content, field: "content")
        guard request.topics.count <= Self.mostTopics else {
            throw RPCError.invalidArgument(field: "topics", description: "are \(Self.mostTopics) at most")
        }
        var topics: [ContactTopic] = []
        for (index, topic) in request.topics.enumerated() {
            topics.append(try ContactTopic(topic, field: "topics[\(index)]"))
        }
        let now = call.context.now
        let moment = request.hasContactedAt ? try Timestamp(request.contactedAt, field: "contactedAt") : now
        guard let mentorship = try call.transaction.openMentorship(ofStudent: student.id),
            mentorship.mentor == call.context.accountID
        else { throw RPCError.failedPrecondition("only the student's own mentor logs contacts") }
        guard moment <= now, moment >= mentorship.since else {
            throw RPCError.invalidArgument(
                field: "contactedAt", description: "must lie between the start of the mentorship and now")
        }
        let contact = MentorContactRecord(
            school: student.school, id: call.newIdentifier(), mentorship: mentorship.id, student: student.id,
            mentor: mentorship.mentor, form: form, contactedAt: moment, topics: topics, content: content)
        try call.transaction.insert(contact)
        let renewed = try call.renewDue(mentorship, try requirements(of: student.school, call.transaction))
        call.count(.contacts, 1)
        try call.tellArchive(
            .mentoring, of: student.id, in: student.school, subject: contact.id, "成长导师：已联系", at: moment)
        return .with {
            $0.contactID = contact.id.description
            $0.nextDueAt = Google_Protobuf_Timestamp(renewed.contactDueAt)
        }
    }

    public func listContacts(_ request: APIListContactsRequest, _ call: ReadingCall) throws -> APIListContactsResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let page = try PageRequest(request.page)
        let contacts = try call.transaction.mentorContacts(
            ofStudent: student.id, by: call.context.ceiling >= .clinical ? nil : call.context.accountID,
            before: try Self.place(page), limit: page.size + 1)
        let shown = contacts.prefix(page.size)
        call.count(.contacts, shown.count)
        return .with {
            $0.contacts = shown.map(APIMentorContact.init)
            if contacts.count > shown.count, let last = shown.last {
                $0.nextPage = "\(last.contactedAt.milliseconds).\(last.id)"
            }
        }
    }

    private static func place(_ page: PageRequest) throws(RPCError) -> (at: Timestamp, id: Identifier)? {
        guard !page.token.isEmpty else { return nil }
        let parts = page.token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let id = Identifier(parts[1]) else {
            throw PageRequest.foreignToken
        }
        return (Timestamp(milliseconds: milliseconds), id)
    }
}

extension APIMentorContact {
    fileprivate init(_ contact: MentorContactRecord) {
        self.init()
        id = contact.id.description
        mentorID = contact.mentor.description
        form = APIContactForm(contact.form)
        topics = contact.topics.map { APIContactTopic($0) }
        contactedAt = Google_Protobuf_Timestamp(contact.contactedAt)
        content = contact.content
    }
}
