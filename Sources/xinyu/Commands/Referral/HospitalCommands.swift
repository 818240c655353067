internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu hospital …`
struct HospitalCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hospital",
        abstract: Language.current.text(en: "Referral to an institution, the institution's side", zh: "转介（医院端）"),
        subcommands: [List.self, Show.self, Receive.self, Refuse.self, Schedule.self, Attendance.self, Feedback.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Referrals that are addressed to an institution", zh: "转介到本机构的学生"))

        @Argument(help: "Identifier of the institution.")
        var institution: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await ReferralServiceClient(client).listAddressedReferrals(
                        APIListAddressedReferralsRequest.with {
                            $0.institutionID = institution
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "case", "state", "name", "delay", "next step by", "appointment")
                for referral in response.referrals {
                    table.add(
                        referral.id, referral.caseNumber, Words.referralState(referral.state), referral.name,
                        Words.referralDelay(referral.delay),
                        referral.hasStepDueAt ? Words.moment(referral.stepDueAt) : "",
                        referral.hasAppointmentAt ? Words.moment(referral.appointmentAt) : "")
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no referrals", zh: "没有转介"))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "One referral, as far as consent goes", zh: "查看一条转介（以同意范围为限）"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ReferralServiceClient(client).getAddressedReferral(
                    APIGetAddressedReferralRequest.with {
                        $0.referralID = referral
                    }, try door.meta())
                if door.json { try Output.message(response) } else { showAddressed(response.referral) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Receive a referral", zh: "接收转介"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ReferralServiceClient(client).receiveReferral(
                    APIReceiveReferralRequest.with {
                        $0.referralID = referral
                    }, try door.meta())
                if door.json { try Output.message(response) } else { showAddressed(response.referral) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Refuse a referral", zh: "不予接收"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ReferralServiceClient(client).refuseReferral(
                    APIRefuseReferralRequest.with {
                        $0.referralID = referral
                        $0.reason = reason
                    }, try door.meta())
                if door.json { try Output.message(response) } else { showAddressed(response.referral) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Schedule: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Give a date, or another one", zh: "预约或改约"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Argument(help: "As 2026-12-01T09:30:00+08:00.")
        var at: String

        @OptionGroup var door: Door

        private static func moment(_ text: String) throws -> Google_Protobuf_Timestamp {
            do {
                return try Google_Protobuf_Timestamp(jsonString: "\"\(text)\"")
            } catch {
                throw ValidationError("\(text) is no moment; write it as 2026-12-01T09:30:00+08:00")
            }
        }

        func run() async throws {
            let moment = try Self.moment(at)
            try await door.open { client in
                let response = try await ReferralServiceClient(client).scheduleReferral(
                    APIScheduleReferralRequest.with {
                        $0.referralID = referral
                        $0.appointmentAt = moment
                    }, try door.meta())
                if door.json { try Output.message(response) } else { showAddressed(response.referral) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Attendance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Whether the student came", zh: "登记是否到诊"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Argument(help: "ATTENDED or NO_SHOW.")
        var outcome: String

        @OptionGroup var door: Door

        func run() async throws {
            let outcome = try enumValue(APIRecordReferralAttendanceRequest.Outcome.self, outcome, prefix: "OUTCOME_")
            try await door.open { client in
                let response = try await ReferralServiceClient(client).recordReferralAttendance(
                    APIRecordReferralAttendanceRequest.with {
                        $0.referralID = referral
                        $0.outcome = outcome
                    }, try door.meta())
                if door.json { try Output.message(response) } else { showAddressed(response.referral) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Feedback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Give feedback to the school", zh: "向学校反馈"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Argument(help: "FIT, WITH_SUPPORT, REST or INPATIENT.")
        var returnToSchool: String

        @Argument(help: "What the school is advised.")
        var advice: String

        @Option(help: "More about the return to school.")
        var returnAdvice = ""

        @Option(help: "Date of the next visit, as 2026-12-31.")
        var nextVisit = ""

        @OptionGroup var door: Door

        func run() async throws {
            let returnToSchool = try enumValue(APIReturnToSchool.self, returnToSchool, prefix: "RETURN_TO_SCHOOL_")
            try await door.open { client in
                let response = try await ReferralServiceClient(client).giveReferralFeedback(
                    APIGiveReferralFeedbackRequest.with {
                        $0.referralID = referral
                        $0.feedback.advice = advice
                        $0.feedback.returnToSchool = returnToSchool
                        $0.feedback.returnAdvice = returnAdvice
                        $0.feedback.nextVisitOn = nextVisit
                    }, try door.meta())
                if door.json { try Output.message(response) } else { showAddressed(response.referral) }
                Output.incomplete(response.incomplete)
            }
        }
    }
}

private func showAddressed(_ referral: APIAddressedReferral) {
    var table = Table("case", "state", "urgency", "name", "birth date", "school", "next step by", "contact")
    table.add(
        referral.caseNumber, Words.referralState(referral.state), Words.referralUrgency(referral), referral.name,
        referral.birthDate,
        referral.schoolName, referral.hasStepDueAt ? Words.moment(referral.stepDueAt) : "", referral.senderContact)
    Output.table(table, whenEmpty: "")
    for contact in referral.contacts {
        Output.text("\(contact.relation) \(contact.name) \(contact.phone)", as: "guardian")
    }
    Output.text(referral.reason, as: "reason")
    Output.text(referral.summary, as: "summary")
    for score in referral.scores { Output.text(score, as: "scores") }
    guard !referral.withheld.isEmpty else { return }
    let withheld = referral.withheld.map(Words.referralSection)
    Output.note(
        Language.current.text(
            en: "not consented to: \(withheld.joined(separator: ", "))",
            zh: "未获同意、不予显示：\(withheld.joined(separator: "、"))"))
}
