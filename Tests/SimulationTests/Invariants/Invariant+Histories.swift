import Domain
import Store

extension Invariant {
    /// Every history is a walk along moves that there are, and ends where the thing stands.
    static let ofHistories = [
        walks(
            "the care list", CareState.self, starting: [.proposed],
            """
            SELECT c.entry_id, c.from_state, c.to_state, e.state FROM care_changes c
            JOIN care_entries e ON e.school_id = c.school_id AND e.id = c.entry_id ORDER BY c.entry_id, c.position
            """),
        walks(
            "plans", PlanState.self, starting: [.draft],
            """
            SELECT c.plan_id, c.from_state, c.to_state, p.state FROM plan_changes c
            JOIN plans p ON p.school_id = c.school_id AND p.id = c.plan_id ORDER BY c.plan_id, c.position
            """),
        walks(
            "referrals", ReferralState.self, starting: [.drafted],
            """
            SELECT s.referral_id, s.from_state, s.to_state, r.state FROM referral_steps s
            JOIN referrals r ON r.school_id = s.school_id AND r.id = s.referral_id ORDER BY s.referral_id, s.position
            """),
        walks(
            "crisis cases", CrisisState.self, starting: [.opened],
            """
            SELECT e.case_id, lag(e.state) OVER (PARTITION BY e.case_id ORDER BY e.position), e.state, c.state
            FROM crisis_events e JOIN crisis_cases c ON c.school_id = e.school_id AND c.id = e.case_id
            ORDER BY e.case_id, e.position
            """),
        walks(
            "warnings", WarningState.self, starting: [.raised],
            """
            SELECT s.warning_id, lag(s.change) OVER (PARTITION BY s.warning_id ORDER BY s.position), s.change, w.state
            FROM warning_steps s JOIN warnings w ON w.school_id = s.school_id AND w.id = s.warning_id
            WHERE s.change IN ('raised', 'acknowledged', 'confirmed', 'dismissed', 'in_intervention', 'resolved')
            ORDER BY s.warning_id, s.position
            """),
    ]

    /// - Parameter sql: a row a step, in order: the thing, from, to, and where the thing stands now.
    private static func walks<State: StateMachine>(
        _ things: String, _ type: State.Type, starting: Set<State>, _ sql: StaticString
    ) -> Invariant {
        Invariant(name: "the histories of \(things) are legal walks") { transaction, _ in
            var faults: [String] = []
            var last: (thing: Identifier, state: State, stands: State)?
            func finish() {
                guard let last, last.state != last.stands else { return }
                faults.append("\(last.thing) was left \(last.state.rawValue) and stands \(last.stands.rawValue)")
            }
            try transaction.query(sql) { row in
                let (thing, from): (Identifier, State?) = (try row.identifier(0), try row.optionalState(1))
                let (to, stands): (State, State) = (try row.state(2), try row.state(3))
                if last?.thing != thing {
                    finish()
                    if from != nil || !starting.contains(to) { faults.append("\(thing) begins as \(to.rawValue)") }
                } else if from != last?.state {
                    faults.append("\(thing) goes on from \(from?.rawValue ?? "nothing")")
                } else if let from, from != to, !from.moves.contains(where: { from.target(of: $0) == to }) {
                    faults.append("\(thing) goes from \(from.rawValue) to \(to.rawValue)")
                }
                last = (thing, to, stands)
            }
            finish()
            return faults
        }
    }
}
