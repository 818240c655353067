import Domain
import Testing

/// Every move against every combination of what it could depend on, with the expectation written out here.
@Suite("What stands against a move of a crisis case")
struct CrisisObstacleTests {
    private static let points: [[CrisisPoint]] = [[], [.guardiansTold], [.constantCompany, .reportedUp]]
    private static let decisions: [ReturnDecision?] = [nil, .return, .conditional, .notYet]
    private static let followUps = [0, 1, 6]
    private static let levels: [AttentionLevel?] = [nil, .some(.none), .concern, .crisis]
    private static let reports: [CrisisFacts.Report] = [.missing, .unsigned(version: 2), .signed]

    private static var facts: [CrisisFacts] {
        points.flatMap { points in
            decisions.flatMap { decision in
                followUps.flatMap { followUps in
                    levels.flatMap { level in
                        reports.map {
                            CrisisFacts(
                                openPoints: points, returnDecision: decision, openFollowUps: followUps,
                                newestLevel: level, report: $0)
                        }
                    }
                }
            }
        }
    }

    private func expected(_ move: CrisisState.Move, _ facts: CrisisFacts) -> [CrisisObstacle] {
        switch move {
        case .stabilise, .beginTreatment:
            return facts.openPoints == [] ? [] : [.pointsOpen(facts.openPoints)]
        case .followUp, .resumeTreatment:
            switch (facts.returnDecision, move) {
            case (nil, _): return [.assessmentMissing]
            case (.notYet, .followUp): return [.returnRefused]
            case (.return, .resumeTreatment), (.conditional, .resumeTreatment): return [.returnPermitted]
            default: return []
            }
        case .close:
            var found: [CrisisObstacle] = []
            if facts.openFollowUps != 0 { found.append(.followUpsOpen(facts.openFollowUps)) }
            if let level = facts.newestLevel, level == .crisis { found.append(.stillInCrisis) }
            if facts.report == .missing { found.append(.reportMissing) }
            if facts.report == .unsigned(version: 2) { found.append(.reportUnsigned(version: 2)) }
            return found
        case .assessReturn, .relapse: return []
        }
    }

    @Test("Each move, from each state, with each set of facts")
    func everything() {
        #expect(Self.facts.count == 432)
        for state in CrisisState.allCases {
            for move in state.moves {
                for facts in Self.facts {
                    #expect(state.obstacles(to: move, facts) == expected(move, facts), "\(state), \(move), \(facts)")
                }
            }
        }
    }

    @Test("Danger has no obstacle: a relapse is always possible where the state allows it")
    func relapse() {
        for facts in Self.facts { #expect(CrisisState.followUp.obstacles(to: .relapse, facts).isEmpty) }
    }

    @Test("An obstacle says what to do")
    func wording() {
        #expect(
            "\(CrisisObstacle.pointsOpen([.meansRemoved, .reportedUp]))"
                == "of the checklist, means removed, reported up must be done, or excused with a reason")
        #expect(
            "\(CrisisObstacle.reportUnsigned(version: 3))" == "version 3 of the case analysis report must be signed")
        #expect("\(CrisisObstacle.followUpsOpen(2))" == "2 follow-ups must be held, or excused with a reason")
    }
}
