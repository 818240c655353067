import Domain
import Testing

@Suite("States and moves")
struct StateMachineTests {
    @Test("A campaign goes one way, from draft to archive")
    func campaigns() throws {
        try StateTable(
            thing: "campaign", moves: ["open", "close", "archive"],
            rows: [
                ("draft", ["open", "-", "-"]),
                ("open", ["-", "closed", "-"]),
                ("closed", ["-", "-", "archived"]),
                ("archived", ["-", "-", "-"]),
            ]
        ).check(CampaignState.self)
    }

    @Test(
        "A sheet is answered once; absence, exemption and refusal can be taken back; a void one is offered again"
    )
    func sheets() throws {
        try StateTable(
            thing: "sheet",
            moves: ["start", "submit", "score", "mark absent", "exempt", "decline", "void", "invite", "offer again"],
            rows: [
                ("invited", ["started", "-", "-", "absent", "exempt", "declined", "-", "-", "-"]),
                ("started", ["started", "submitted", "-", "absent", "exempt", "declined", "void", "-", "-"]),
                ("submitted", ["-", "-", "scored", "-", "-", "-", "void", "-", "-"]),
                ("scored", ["-", "-", "-", "-", "-", "-", "void", "-", "-"]),
                ("absent", ["-", "-", "-", "-", "exempt", "-", "-", "invited", "-"]),
                ("exempt", ["-", "-", "-", "-", "-", "-", "-", "invited", "-"]),
                ("declined", ["-", "-", "-", "-", "-", "-", "-", "invited", "-"]),
                ("void", ["-", "-", "-", "-", "-", "-", "-", "-", "void"]),
            ]
        ).check(SheetState.self)
    }

    @Test(
        "A version of an instrument is activated and retired, suspended and reinstated, and goes when nobody needs it")
    func instruments() throws {
        try StateTable(
            thing: "instrument", moves: ["install", "activate", "retire", "suspend", "reinstate", "uninstall"],
            rows: [
                ("installed", ["-", "active", "retired", "suspended", "-", "removed"]),
                ("active", ["-", "-", "retired", "suspended", "-", "-"]),
                ("retired", ["-", "active", "-", "suspended", "-", "removed"]),
                ("suspended", ["-", "-", "-", "-", "installed", "removed"]),
                ("removed", ["installed", "-", "-", "-", "-", "-"]),
            ]
        ).check(InstrumentState.self)
        #expect(InstrumentState.allCases.filter(\.scores) == [.installed, .active, .retired])
    }

    @Test("A re-scoring waits for a person's word, and an adoption is carried through")
    func rescorings() throws {
        try StateTable(
            thing: "rescoring", moves: ["finish", "cancel", "adopt", "reject", "complete"],
            rows: [
                ("running", ["ready", "cancelled", "-", "-", "-"]),
                ("ready", ["-", "-", "adopting", "rejected", "-"]),
                ("adopting", ["-", "-", "-", "-", "adopted"]),
                ("adopted", ["-", "-", "-", "-", "-"]),
                ("rejected", ["-", "-", "-", "-", "-"]),
                ("cancelled", ["-", "-", "-", "-", "-"]),
            ]
        ).check(RescoringState.self)
        #expect(RescoringState.allCases.filter(\.isUnderWay) == [.running, .adopting])
    }

    @Test("A record of the archive is corrected as often as need be, and withdrawn once")
    func records() throws {
        try StateTable(
            thing: "record", moves: ["correct", "end", "withdraw"],
            rows: [("standing", ["standing", "standing", "withdrawn"]), ("withdrawn", ["-", "-", "-"])]
        ).check(RecordState.self)
    }

    @Test("An attachment comes in pieces, is kept as a whole, and leaves a trace")
    func attachments() throws {
        try StateTable(
            thing: "attachment", moves: ["append", "finish", "withdraw"],
            rows: [
                ("receiving", ["receiving", "kept", "-"]), ("kept", ["-", "-", "withdrawn"]),
                ("withdrawn", ["-", "-", "-"]),
            ]
        ).check(AttachmentState.self)
    }

    @Test("Norms are taken into use and out of it, and never go")
    func norms() throws {
        try StateTable(
            thing: "norm", moves: ["activate", "retire"],
            rows: [("installed", ["active", "retired"]), ("active", ["-", "retired"]), ("retired", ["active", "-"])]
        ).check(NormState.self)
    }

    @Test("A signal is decided once, and set aside with the warning that it made")
    func signals() throws {
        try StateTable(
            thing: "signal", moves: ["warn", "set aside"],
            rows: [
                ("received", ["warned", "set_aside"]), ("warned", ["-", "set_aside"]), ("set_aside", ["-", "-"]),
            ]
        ).check(SignalState.self)
    }

    @Test("A report from outside is decided once")
    func externalReports() throws {
        try StateTable(
            thing: "external report", moves: ["match", "refuse"],
            rows: [("waiting", ["matched", "refused"]), ("matched", ["-", "-"]), ("refused", ["-", "-"])]
        ).check(ExternalReportState.self)
    }

    @Test("A warning is taken before it is judged, and judged before anything is done")
    func warnings() throws {
        try StateTable(
            thing: "warning",
            moves: ["acknowledge", "hand over", "confirm", "dismiss", "begin intervention", "resolve"],
            rows: [
                ("raised", ["acknowledged", "-", "-", "-", "-", "-"]),
                ("acknowledged", ["-", "acknowledged", "confirmed", "dismissed", "-", "-"]),
                ("confirmed", ["-", "confirmed", "-", "-", "in_intervention", "resolved"]),
                ("dismissed", ["-", "-", "-", "-", "-", "-"]),
                ("in_intervention", ["-", "in_intervention", "-", "-", "-", "resolved"]),
                ("resolved", ["-", "-", "-", "-", "-", "-"]),
            ]
        ).check(WarningState.self)
    }

    @Test("A place on the care list is proposed, taken up, watched and given up")
    func care() throws {
        try StateTable(
            thing: "care-list entry", moves: ["activate", "change", "monitor", "remove", "review"],
            rows: [
                ("proposed", ["active", "-", "-", "removed", "-"]),
                ("active", ["-", "active", "monitoring", "removed", "active"]),
                ("monitoring", ["active", "-", "-", "removed", "monitoring"]),
                ("removed", ["-", "-", "-", "-", "-"]),
            ]
        ).check(CareState.self)
    }

    @Test("A proposal waits for one word, and has one")
    func careProposals() throws {
        try StateTable(
            thing: "proposal for the care list", moves: ["accept", "override", "decline", "supersede"],
            rows: [
                ("pending", ["accepted", "overridden", "declined", "superseded"]),
                ("accepted", ["-", "-", "-", "-"]),
                ("overridden", ["-", "-", "-", "-"]),
                ("declined", ["-", "-", "-", "-"]),
                ("superseded", ["-", "-", "-", "-"]),
            ]
        ).check(CareProposalState.self)
    }

    @Test("A plan comes back for review until it ends; who declines or is lost is still looked at")
    func plans() throws {
        let ends = ["completed", "escalated"]
        try StateTable(
            thing: "plan",
            moves: [
                "activate", "fall due", "adjust", "complete", "escalate", "carry on", "decline", "lose contact",
                "reopen",
            ],
            rows: [
                ("draft", ["active", "-", "draft", "-", "-", "-", "declined_monitored", "-", "-"]),
                (
                    "active",
                    ["-", "review_due", "adjusted"] + ends + ["active", "declined_monitored", "lost_to_follow_up", "-"]
                ),
                (
                    "review_due",
                    ["-", "-", "adjusted"] + ends + ["active", "declined_monitored", "lost_to_follow_up", "-"]
                ),
                (
                    "adjusted",
                    ["-", "review_due", "adjusted"] + ends
                        + ["adjusted", "declined_monitored", "lost_to_follow_up", "-"]
                ),
                ("completed", ["-", "-", "-", "-", "-", "-", "-", "-", "active"]),
                ("escalated", ["-", "-", "-", "-", "-", "-", "-", "-", "active"]),
                (
                    "declined_monitored",
                    ["-", "-", "-"] + ends + ["declined_monitored", "-", "lost_to_follow_up", "active"]
                ),
                (
                    "lost_to_follow_up",
                    ["-", "-", "-"] + ends + ["lost_to_follow_up", "declined_monitored", "-", "active"]
                ),
            ]
        ).check(PlanState.self)
    }

    @Test("An appointment is confirmed before anybody comes, and another time has to be confirmed again")
    func appointments() throws {
        try StateTable(
            thing: "appointment",
            moves: ["confirm", "reschedule", "check in", "complete", "cancel", "mark no-show"],
            rows: [
                ("requested", ["confirmed", "requested", "-", "-", "cancelled", "-"]),
                ("confirmed", ["-", "requested", "checked_in", "-", "cancelled", "no_show"]),
                ("checked_in", ["-", "-", "-", "completed", "-", "-"]),
                ("completed", ["-", "-", "-", "-", "-", "-"]),
                ("cancelled", ["-", "-", "-", "-", "-", "-"]),
                ("no_show", ["-", "-", "-", "-", "-", "-"]),
            ]
        ).check(AppointmentState.self)
    }

    @Test(
        "A consultation waits for experts, then for opinions, then for its conclusion; time ends it before, never after"
    )
    func consultations() throws {
        try StateTable(
            thing: "consultation",
            moves: ["assign", "fall short", "give opinion", "close opinions", "conclude", "cancel", "expire"],
            rows: [
                ("requested", ["assigned", "-", "-", "-", "-", "cancelled", "expired"]),
                ("assigned", ["assigned", "requested", "assigned", "opinions_in", "-", "cancelled", "expired"]),
                ("opinions_in", ["-", "-", "opinions_in", "-", "concluded", "cancelled", "-"]),
                ("concluded", ["-", "-", "-", "-", "-", "-", "-"]),
                ("cancelled", ["-", "-", "-", "-", "-", "-", "-"]),
                ("expired", ["-", "-", "-", "-", "-", "-", "-"]),
            ]
        ).check(ConsultationState.self)
    }

    @Test("A referral goes out with consent or on a legal ground, and comes back with feedback")
    func referrals() throws {
        try StateTable(
            thing: "referral",
            moves: [
                "consent", "withdraw consent", "send", "send on legal ground", "receive", "refuse", "schedule",
                "attend", "miss", "give feedback", "close", "withdraw",
            ],
            rows: [
                ("drafted", ["consented", "-", "-", "sent", "-", "-", "-", "-", "-", "-", "-", "withdrawn"]),
                ("consented", ["consented", "drafted", "sent", "-", "-", "-", "-", "-", "-", "-", "-", "withdrawn"]),
                ("sent", ["sent", "withdrawn", "-", "-", "received", "refused", "-", "-", "-", "-", "-", "withdrawn"]),
                (
                    "received",
                    ["received", "withdrawn", "-", "-", "-", "refused", "scheduled", "-", "-", "-", "-", "withdrawn"]
                ),
                (
                    "scheduled",
                    [
                        "scheduled", "withdrawn", "-", "-", "-", "-", "scheduled", "attended", "no_show", "-", "-",
                        "withdrawn",
                    ]
                ),
                ("attended", ["attended", "withdrawn", "-", "-", "-", "-", "-", "-", "-", "feedback", "-", "-"]),
                (
                    "no_show",
                    ["no_show", "withdrawn", "-", "-", "-", "-", "scheduled", "-", "-", "-", "closed", "withdrawn"]
                ),
                ("feedback", ["feedback", "withdrawn", "-", "-", "-", "-", "-", "-", "-", "feedback", "closed", "-"]),
                ("refused", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "closed", "-"]),
                ("closed", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
                ("withdrawn", ["-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]),
            ]
        ).check(ReferralState.self)
    }

    @Test("An archive is on one way until the other school signs, and read-only from then on")
    func transfers() throws {
        try StateTable(
            thing: "transfer", moves: ["acknowledge", "withdraw", "expire"],
            rows: [
                ("sealed", ["acknowledged", "withdrawn", "-"]),
                ("acknowledged", ["-", "-", "expired"]),
                ("expired", ["-", "-", "-"]),
                ("withdrawn", ["-", "-", "-"]),
            ]
        ).check(TransferState.self)
        #expect(TransferState.allCases.filter(\.isReadOnly) == [.acknowledged, .expired])
    }

    @Test("An erasure takes a second word, after which there is no way back")
    func erasures() throws {
        try StateTable(
            thing: "erasure", moves: ["confirm", "carry out", "refuse", "withdraw"],
            rows: [
                ("requested", ["confirmed", "-", "refused", "withdrawn"]),
                ("confirmed", ["-", "done", "-", "-"]),
                ("done", ["-", "-", "-", "-"]),
                ("refused", ["-", "-", "-", "-"]),
                ("withdrawn", ["-", "-", "-", "-"]),
            ]
        ).check(ErasureState.self)
        #expect(ErasureState.allCases.filter(\.isOpen) == [.requested, .confirmed])
    }

    @Test("Who sees a consultation's file, and who has a referral before him")
    func openness() {
        #expect(ConsultationState.allCases.filter(\.isOpen) == [.requested, .assigned, .opinionsIn])
        #expect(ConsultationState.allCases.filter(\.isOpenToExperts) == [.assigned, .opinionsIn])
        #expect(
            ReferralState.allCases.filter(\.isWithInstitution) == [
                .sent, .received, .scheduled, .attended, .noShow, .feedback,
            ])
        #expect(ReferralState.allCases.filter { !$0.isOpen } == [.closed, .withdrawn])
        for state in ReferralState.allCases {
            #expect(state.nextParties.isEmpty == !state.isOpen)
            if state.nextParties.contains(.institution) { #expect(state.isWithInstitution) }
        }
    }

    @Test("An illegal move says what was asked, of what, and what can be done instead")
    func wording() {
        let early = #expect(throws: IllegalMove.self) { try WarningState.acknowledged.applying(.resolve) }
        #expect(
            early?.description
                == "resolve is not possible for a warning that is acknowledged; from here: hand over, confirm, dismiss")
        let late = #expect(throws: IllegalMove.self) { try CampaignState.archived.applying(.open) }
        #expect(late?.description == "open is not possible for a campaign that is archived; it has ended")
    }

    /// Things and states as a person says them: with their article, and without the marks of an identifier.
    @Test("An illegal move is told in words")
    func words() {
        func refusal<State: StateMachine>(_ state: State, _ move: State.Move) -> String? {
            #expect(throws: IllegalMove.self) { try state.applying(move) }?.description
        }
        #expect(
            refusal(AppointmentState.noShow, .checkIn)
                == "check in is not possible for an appointment that is no show; it has ended")
        #expect(
            refusal(ExternalReportState.matched, .refuse)
                == "refuse is not possible for an external report that is matched; it has ended")
        #expect(
            refusal(CareState.removed, .activate)
                == "activate is not possible for a care-list entry that is removed; it has ended")
        #expect(
            refusal(CrisisState.inTreatment, .close)?.hasPrefix(
                "close is not possible for a crisis case that is in treatment; from here: ") == true)
        #expect(
            refusal(CareProposalState.accepted, .decline)
                == "decline is not possible for a proposal for the care list that is accepted; it has ended")
        #expect(
            refusal(TraumaState.reporting, .close)?.hasPrefix("close is not possible for a trauma report that is ")
                == true)
    }

    @Test("Every refusal of a machine can be found again by what it says")
    func allRefusals() {
        func check<State: StateMachine>(_ machine: State.Type) {
            let all = IllegalMove.all(of: machine)
            #expect(all.count + State.allMoves.count == State.allCases.count * State.Move.allCases.count)
            #expect(Set(all.map(\.description)).count == all.count)
            #expect(all.allSatisfy { !$0.description.contains("_") })
        }
        check(AppointmentState.self)
        check(CareState.self)
        check(PlanState.self)
        check(ReferralState.self)
        check(WarningState.self)
    }

    @Test("What is answered, excused or open")
    func groups() {
        #expect(SheetState.allCases.filter(\.isAnswered) == [.submitted, .scored])
        #expect(SheetState.allCases.filter(\.isExcused) == [.exempt, .declined])
        #expect(WarningState.allCases.filter(\.isOpen) == [.raised, .acknowledged, .confirmed, .inIntervention])
        #expect(AppointmentState.allCases.filter(\.isOpen) == [.requested, .confirmed, .checkedIn])
        #expect(
            PlanState.allCases.filter(\.isOpen)
                == [.draft, .active, .reviewDue, .adjusted, .declinedMonitored, .lostToFollowUp])
        #expect(PlanState.allCases.filter(\.isRunning) == [.active, .reviewDue, .adjusted])
        #expect(PlanState.allCases.filter(\.isWaiting) == [.declinedMonitored, .lostToFollowUp])
    }
}
