internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// Mentees, contacts and compliance.
extension MentorCommands {
    struct Mentorships: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Who is whose mentor in a unit", zh: "某单位的导师安排"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await MentoringServiceClient(client).listMentorships(
                        APIListMentorshipsRequest.with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "student", "mentor", "contact due")
                for mentorship in response.mentorships {
                    table.add(
                        mentorship.id, mentorship.studentName, mentorship.mentorName,
                        Words.moment(mentorship.contactDueAt))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no mentors yet", zh: "尚无导师安排"))
                let without = response.withoutMentor
                if without > 0 {
                    Output.note(
                        Language.current.text(en: "\(without) students have no mentor", zh: "\(without) 名学生无导师"))
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Mine: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "My mentees, and what is advised for them", zh: "我指导的学生及支持建议"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).listMyMentees(
                    APIListMyMenteesRequest(), door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("student id", "student", "contact due", "support advice")
                for mentee in response.mentees {
                    table.add(
                        mentee.studentID, mentee.studentName, Words.moment(mentee.contactDueAt), mentee.supportAdvice)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no mentees", zh: "没有指导的学生"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Log a contact with a mentee; the content is read from standard input", zh: "登记导师联系（内容从标准输入读取）"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "TALK, HOME_VISIT, DORM_VISIT, ACTIVITY, PHONE or MESSAGE.")
        var form: String

        @Option(name: .customLong("topic"), help: "STUDY, LIFE, FEELINGS, FAMILY or GROWTH; once for each.")
        var topics: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let form = try enumValue(APIContactForm.self, form, prefix: "CONTACT_FORM_")
            let topics = try topics.map { try enumValue(APIContactTopic.self, $0, prefix: "CONTACT_TOPIC_") }
            let content = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            try await door.open { client in
                let response = try await MentoringServiceClient(client).logContact(
                    APILogContactRequest.with {
                        $0.studentID = student
                        $0.form = form
                        $0.topics = topics
                        $0.content = content
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(Words.moment(response.nextDueAt)) }
            }
        }
    }

    struct Contacts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Contacts with a student, newest first", zh: "与某学生的联系记录，新者在前"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await MentoringServiceClient(client).listContacts(
                        APIListContactsRequest.with {
                            $0.studentID = student
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("at", "form", "content")
                for contact in response.contacts {
                    table.add(Words.moment(contact.contactedAt), Words.contactForm(contact.form), contact.content)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no contacts", zh: "没有联系记录"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Compliance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Whether contacts are as the school requires", zh: "导师联系达标情况"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).getMentoringCompliance(
                    APIGetMentoringComplianceRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("of", "mentorships", "compliant", "overdue", "without mentor")
                func add(_ name: String, _ figures: APIComplianceFigures) {
                    table.add(
                        name, String(figures.mentorships), String(figures.compliant),
                        String(figures.contactOverdue + figures.inPersonOverdue), String(figures.withoutMentor))
                }
                add(Language.current.text(en: "unit", zh: "全部"), response.unit)
                let units = try await UnitNames(client, try door.meta())
                for row in response.classes { add(units[row.classID], row.figures) }
                for row in response.mentors { add(row.mentorName, row.figures) }
                Output.table(table, whenEmpty: "")
            }
        }
    }
}
