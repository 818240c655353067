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

    @Test("A warning is taken before it is judged, and judged before anything is done")
    func warnings() throws {
        try StateTable(
            thing: "warning", moves: ["acknowledge", "confirm", "dismiss", "begin intervention", "resolve"],
            rows: [
                ("raised", ["acknowledged", "-", "-", "-", "-"]),
                ("acknowledged", ["-", "confirmed", "dismissed", "-", "-"]),
                ("confirmed", ["-", "-", "-", "in_intervention", "resolved"]),
                ("dismissed", ["-", "-", "-", "-", "-"]),
                ("in_intervention", ["-", "-", "-", "-", "resolved"]),
                ("resolved", ["-", "-", "-", "-", "-"]),
            ]
        ).check(WarningState.self)
    }

    @Test("A place on the care list is proposed, taken up, watched and given up")
    func care() throws {
        try StateTable(
            thing: "care", moves: ["activate", "change", "monitor", "remove"],
            rows: [
                ("proposed", ["active", "-", "-", "removed"]),
                ("active", ["-", "active", "monitoring", "removed"]),
                ("monitoring", ["active", "-", "-", "removed"]),
                ("removed", ["-", "-", "-", "-"]),
            ]
        ).check(CareState.self)
    }

    @Test("A plan comes back for review until it is completed or escalated")
    func plans() throws {
        try StateTable(
            thing: "plan", moves: ["activate", "fall due", "adjust", "complete", "escalate"],
            rows: [
                ("draft", ["active", "-", "draft", "-", "-"]),
                ("active", ["-", "review_due", "adjusted", "completed", "escalated"]),
                ("review_due", ["-", "-", "adjusted", "completed", "escalated"]),
                ("adjusted", ["-", "review_due", "adjusted", "completed", "escalated"]),
                ("completed", ["-", "-", "-", "-", "-"]),
                ("escalated", ["-", "-", "-", "-", "-"]),
            ]
        ).check(PlanState.self)
    }

    @Test("An illegal move says what was asked, of what, and what can be done instead")
    func wording() {
        let early = #expect(throws: IllegalMove.self) { try WarningState.acknowledged.applying(.resolve) }
        #expect(
            early?.description
                == "resolve is not possible for a warning that is acknowledged; from here: confirm, dismiss")
        let late = #expect(throws: IllegalMove.self) { try PlanState.completed.applying(.fallDue) }
        #expect(late?.description == "fall due is not possible for a plan that is completed; it has ended")
    }

    @Test("What is answered, excused or open")
    func groups() {
        #expect(SheetState.allCases.filter(\.isAnswered) == [.submitted, .scored])
        #expect(SheetState.allCases.filter(\.isExcused) == [.exempt, .declined])
        #expect(WarningState.allCases.filter(\.isOpen) == [.raised, .acknowledged, .confirmed, .inIntervention])
        #expect(PlanState.allCases.filter(\.isOpen) == [.draft, .active, .reviewDue, .adjusted])
    }
}
