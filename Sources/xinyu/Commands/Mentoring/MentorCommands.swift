internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu mentors …`: mentors, mentees, contacts.
struct MentorCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mentors", abstract: Language.current.text(en: "Mentors for every student", zh: "成长导师"),
        subcommands: [
            Enlist.self, Release.self, List.self, Require.self, Requirements.self, Propose.self, Apply.self,
            Assign.self, End.self, Mentorships.self, Mine.self, Log.self, Contacts.self, Compliance.self,
        ])

    struct Enlist: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Put a teacher among those who can be mentors", zh: "登记可任导师的教师"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Argument(help: "Account of the teacher.")
        var account: String

        @Option(help: "At most so many mentees; the school's figure otherwise.")
        var most: UInt32 = 0

        @Flag(help: "The teacher knows some psychology: priority groups come here first.")
        var trained = false

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).enlistMentor(
                    APIEnlistMentorRequest.with {
                        $0.unitID = unit
                        $0.accountID = account
                        $0.mostMentees = most
                        $0.training = trained ? .trained : .none
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Give a mentor no further mentees", zh: "不再安排新学生"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Argument(help: "Account of the mentor.")
        var account: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).releaseMentor(
                    APIReleaseMentorRequest.with {
                        $0.unitID = unit
                        $0.accountID = account
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.note(
                    Language.current.text(
                        en: "\(response.mentees) mentees stay until they get another mentor",
                        zh: "尚有 \(response.mentees) 名学生，需另行安排"))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Who can be a mentor in a unit", zh: "某单位可任导师的教师"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).listMentors(
                    APIListMentorsRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("account", "name", "mentees", "most", "trained")
                for mentor in response.mentors {
                    table.add(
                        mentor.accountID, mentor.name, String(mentor.mentees), String(mentor.mostMentees),
                        mentor.training == .trained ? Language.current.text(en: "yes", zh: "是") : "")
                }
                Output.table(table, whenEmpty: Language.current.text(en: "nobody is enlisted", zh: "尚未登记导师"))
            }
        }
    }

    struct Require: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Set what a school asks of its mentors", zh: "设定导师工作要求"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @Option(help: "The longest time between two contacts, in days.")
        var everyDays: UInt32

        @Option(help: "The longest time between two that are face to face, in days; 0 for not asked.")
        var inPersonEveryDays: UInt32 = 0

        @Option(name: .customLong("form"), help: "A form that counts; once for each.")
        var forms: [String]

        @Option(name: .customLong("topic"), help: "A topic that must come up; once for each.")
        var topics: [String] = []

        @Option(help: "Each topic within so many days.")
        var topicDays: UInt32 = 0

        @Option(help: "How many mentees a mentor has at most.")
        var most: UInt32

        @OptionGroup var door: Door

        func validate() throws {
            guard [everyDays, inPersonEveryDays, topicDays].allSatisfy({ $0 <= 732 }) else {
                throw ValidationError("days must be 732 at most")
            }
        }

        func run() async throws {
            let forms = try forms.map { try enumValue(APIContactForm.self, $0, prefix: "CONTACT_FORM_") }
            let topics = try topics.map { try enumValue(APIContactTopic.self, $0, prefix: "CONTACT_TOPIC_") }
            try await door.open { client in
                let response = try await MentoringServiceClient(client).setMentoringRequirements(
                    APISetMentoringRequirementsRequest.with { request in
                        request.schoolID = school
                        request.requirements.everySeconds = everyDays * 86_400
                        request.requirements.inPersonEverySeconds = inPersonEveryDays * 86_400
                        request.requirements.forms = forms
                        request.requirements.topics = topics
                        request.requirements.topicSeconds = topicDays * 86_400
                        request.requirements.mostMentees = most
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Requirements: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What a school asks of its mentors", zh: "某校导师工作要求"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).getMentoringRequirements(
                    APIGetMentoringRequirementsRequest.with { $0.schoolID = school }, door.meta())
                try Output.message(response)
            }
        }
    }

    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Propose mentors for those who have none; changes nothing", zh: "为无导师学生生成安排建议（不生效）"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).proposeMentors(
                    APIProposeMentorsRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let names = try await AccountNames(of: response.proposals.map(\.mentorID), client, try door.meta())
                var table = Table("student", "mentor", "priority", "reason")
                for proposal in response.proposals {
                    table.add(
                        proposal.studentName, names[proposal.mentorID],
                        proposal.priorityGroups.map(Words.mentorPriority).joined(separator: " "),
                        proposal.reason)
                }
                for student in response.leftOver { table.add(student.studentName, "–", "", student.reason) }
                Output.table(table, whenEmpty: Language.current.text(en: "everybody has a mentor", zh: "学生均已有导师"))
                Output.note(
                    Language.current.text(
                        en: "apply with: xinyu mentors apply \(unit) \(response.fingerprint)",
                        zh: "确认执行：xinyu mentors apply \(unit) \(response.fingerprint)"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Carry out a proposal", zh: "执行安排建议"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Argument(help: "As propose prints it.")
        var fingerprint: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).applyMentors(
                    APIApplyMentorsRequest.with {
                        $0.unitID = unit
                        $0.fingerprint = fingerprint
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line("\(response.assigned)")
                if response.waiting > 0 {
                    Output.note(
                        Language.current.text(
                            en: "\(response.waiting) still wait for a mentor", zh: "尚有 \(response.waiting) 名学生无导师"))
                }
            }
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Give a student a mentor by hand", zh: "为某学生指定导师"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "Account of the mentor.")
        var mentor: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).assignMentor(
                    APIAssignMentorRequest.with {
                        $0.studentID = student
                        $0.mentorID = mentor
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.mentorship.id) }
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End a mentorship", zh: "结束导师关系"))

        @Argument(help: "Identifier of the mentorship.")
        var mentorship: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await MentoringServiceClient(client).endMentorship(
                    APIEndMentorshipRequest.with {
                        $0.mentorshipID = mentorship
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
