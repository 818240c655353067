import Domain
import Testing

@Suite("Crisis cases and trauma protocols: states and moves")
struct CrisisStateTests {
    @Test("A case goes forward step by step, and back only to safety or to treatment")
    func crises() throws {
        try StateTable(
            thing: "crisis case",
            moves: [
                "stabilise", "begin treatment", "assess return", "resume treatment", "follow up", "relapse", "close",
            ],
            rows: [
                ("opened", ["stabilising", "-", "-", "-", "-", "-", "-"]),
                ("stabilising", ["-", "in_treatment", "-", "-", "-", "-", "-"]),
                ("in_treatment", ["-", "-", "return_assessment", "-", "-", "stabilising", "-"]),
                ("return_assessment", ["-", "-", "-", "in_treatment", "follow_up", "stabilising", "-"]),
                ("follow_up", ["-", "-", "-", "-", "-", "stabilising", "closed"]),
                ("closed", ["-", "-", "-", "-", "-", "-", "-"]),
            ]
        ).check(CrisisState.self)
        #expect(CrisisState.allCases.filter { !$0.isOpen } == [.closed])
    }

    @Test("A protocol cannot end before what is mandatory is reported")
    func traumas() throws {
        try StateTable(
            thing: "trauma report", moves: ["complete reports", "close"],
            rows: [
                ("reporting", ["supporting", "-"]), ("supporting", ["-", "closed"]), ("closed", ["-", "-"]),
            ]
        ).check(TraumaState.self)
        #expect(TraumaState.allCases.filter { !$0.isOpen } == [.closed])
    }
}
