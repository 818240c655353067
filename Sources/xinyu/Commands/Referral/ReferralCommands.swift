internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu referral …`
struct ReferralCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "referral",
        abstract: Language.current.text(en: "Referral to an institution, the school's side", zh: "转介（学校端）"),
        subcommands: [
            List.self, Show.self, Draft.self, Consent.self, WithdrawConsent.self, Grounds.self, Send.self,
            Withdraw.self, Close.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Open referrals of a unit's students, most overdue first", zh: "某单位进行中的转介，逾期者在前"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Flag(help: "Those that have ended, instead.")
        var ended = false

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await ReferralServiceClient(client).listReferrals(
                        APIListReferralsRequest.with {
                            $0.unitID = unit
                            $0.states = ended ? [.closed, .withdrawn] : []
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                showReferrals(response.referrals)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "One referral with consents, feedback and history", zh: "查看一条转介及其同意、反馈与过程"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ReferralServiceClient(client).getReferral(
                    APIGetReferralRequest.with {
                        $0.referralID = referral
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showReferral(response.referral, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Draft a referral", zh: "起草转介"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "Identifier of the institution.")
        var institution: String

        @Argument(help: "Why.")
        var reason: String

        @Argument(help: "The case.")
        var summary: String

        @Option(help: "Whom the institution calls at the school.")
        var contact: String

        @Flag(help: "A crisis.")
        var crisis = false

        @Flag(help: "By the green channel.")
        var greenChannel = false

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ReferralServiceClient(client).draftReferral(
                    APIDraftReferralRequest.with {
                        $0.studentID = student
                        $0.institutionID = institution
                        $0.reason = reason
                        $0.summary = summary
                        $0.senderContact = contact
                        $0.urgency = crisis ? .crisis : .ordinary
                        $0.isGreenChannel = greenChannel
                    }, try door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.referral.id) }
            }
        }
    }

    struct Consent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record a consent, or another version of it", zh: "登记同意书"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Argument(help: "GUARDIAN or STUDENT.")
        var giver: String

        @Argument(help: "Who signed, in which form.")
        var note: String

        @Option(
            name: .customLong("show"),
            help: "IDENTITY, CONTACTS, REASON, SUMMARY, SCORES or ATTENTION_LEVEL; several times.")
        var sections: [String]

        @OptionGroup var door: Door

        func run() async throws {
            let giver = try enumValue(APIConsentGiver.self, giver, prefix: "CONSENT_GIVER_")
            let sections = try sections.map { try enumValue(APIReferralSection.self, $0, prefix: "REFERRAL_SECTION_") }
            try await door.open { client in
                let response = try await ReferralServiceClient(client).recordReferralConsent(
                    APIRecordReferralConsentRequest.with {
                        $0.referralID = referral
                        $0.giver = giver
                        $0.note = note
                        $0.sections = sections
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showReferral(response.referral, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct WithdrawConsent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "withdraw-consent",
            abstract: Language.current.text(en: "Record that a consent was withdrawn", zh: "登记撤回同意"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Argument(help: "Why, or how.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ReferralServiceClient(client).withdrawReferralConsent(
                    APIWithdrawReferralConsentRequest.with {
                        $0.referralID = referral
                        $0.reason = reason
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showReferral(response.referral, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Grounds: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "On which grounds a crisis referral goes without consent", zh: "危机转介可依据的法律条款"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ReferralServiceClient(client).listReferralGrounds(
                    APIListReferralGroundsRequest(), try door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "law", "text")
                for ground in response.grounds { table.add(ground.id, ground.law, ground.text) }
                Output.table(table, whenEmpty: Language.current.text(en: "none", zh: "无"))
            }
        }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Send a referral: with consent, or in a crisis on a legal ground", zh: "送出转介"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Option(help: "Identifier of the legal ground, in a crisis without consent.")
        var ground = ""

        @Option(help: "Why the ground holds.")
        var because = ""

        @Option(
            name: .customLong("show"),
            help: "IDENTITY, CONTACTS, REASON, SUMMARY, SCORES or ATTENTION_LEVEL; several times.")
        var sections: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let sections = try sections.map { try enumValue(APIReferralSection.self, $0, prefix: "REFERRAL_SECTION_") }
            try await door.open { client in
                let response = try await ReferralServiceClient(client).sendReferral(
                    APISendReferralRequest.with {
                        $0.referralID = referral
                        $0.groundID = ground
                        $0.groundText = because
                        $0.sections = sections
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showReferral(response.referral, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a referral back", zh: "撤回转介"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ReferralServiceClient(client).withdrawReferral(
                    APIWithdrawReferralRequest.with {
                        $0.referralID = referral
                        $0.reason = reason
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showReferral(response.referral, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Close a referral with what follows", zh: "结案并注明后续"))

        @Argument(help: "Identifier of the referral.")
        var referral: String

        @Argument(help: "NONE, MONITOR, PLAN, TREATMENT, CRISIS_CASE or OTHER_INSTITUTION.")
        var followUp: String

        @Argument(help: "More about it.")
        var text = ""

        @OptionGroup var door: Door

        func run() async throws {
            let followUp = try enumValue(APIReferralFollowUp.self, followUp, prefix: "REFERRAL_FOLLOW_UP_")
            try await door.open { client in
                let response = try await ReferralServiceClient(client).closeReferral(
                    APICloseReferralRequest.with {
                        $0.referralID = referral
                        $0.followUp = followUp
                        $0.text = text
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showReferral(response.referral, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }
}

private func showReferral(_ referral: APIReferral, _ client: RPCClient, _ meta: CallMeta) async throws {
    let names = try await AccountNames(of: referral.history.map(\.authorID), client, meta)
    showReferrals([referral])
    Output.text(referral.reason, as: "reason")
    Output.text(referral.summary, as: "summary")
    var disclosures = Table("version", "giver", "ground", "sections", "at", "until")
    for disclosure in referral.disclosures {
        disclosures.add(
            String(disclosure.version), Words.consentGiver(disclosure.giver), disclosure.groundID,
            disclosure.sections.map(Words.referralSection).joined(separator: " "), Words.moment(disclosure.givenAt),
            disclosure.hasEndedAt ? Words.moment(disclosure.endedAt) : "")
    }
    if !disclosures.isEmpty { Output.table(disclosures, whenEmpty: "") }
    var steps = Table("at", "state", "who")
    for step in referral.history {
        steps.add(Words.moment(step.at), Words.referralState(step.toState), names[step.authorID])
    }
    if !steps.isEmpty { Output.table(steps, whenEmpty: "") }
    if referral.hasFeedback {
        Output.line(Words.returnToSchool(referral.feedback.returnToSchool))
        Output.text(referral.feedback.advice, as: "advice")
    }
}

private func showReferrals(_ referrals: [APIReferral]) {
    var table = Table("id", "case", "student", "state", "delay", "next step by", "appointment")
    for referral in referrals {
        table.add(
            referral.id, referral.caseNumber, referral.studentName, Words.referralState(referral.state),
            Words.referralDelay(referral.delay), referral.hasStepDueAt ? Words.moment(referral.stepDueAt) : "",
            referral.hasAppointmentAt ? Words.moment(referral.appointmentAt) : "")
    }
    Output.table(table, whenEmpty: Language.current.text(en: "no referrals", zh: "没有转介"))
}
