/// What a move of a crisis case depends on, as it stands.
public struct CrisisFacts: Sendable, Hashable {
    /// Mandatory points of the present round that are neither done nor excused.
    public var openPoints: [CrisisPoint]
    /// The newest assessment since the case came to its state; nothing if there is none.
    public var returnDecision: ReturnDecision?
    public var openFollowUps: Int
    /// What the newest follow-up of this stay has found; nothing if none was held.
    public var newestLevel: AttentionLevel?
    public var report: Report

    /// How far the case report is.
    public enum Report: Sendable, Hashable {
        case missing
        /// The newest version waits for its signature.
        case unsigned(version: Int)
        case signed
    }

    public init(
        openPoints: [CrisisPoint], returnDecision: ReturnDecision?, openFollowUps: Int, newestLevel: AttentionLevel?,
        report: Report
    ) {
        self.openPoints = openPoints
        self.returnDecision = returnDecision
        self.openFollowUps = openFollowUps
        self.newestLevel = newestLevel
        self.report = report
    }
}

/// Something that must be there before a move of a crisis case is made.
public enum CrisisObstacle: Error, Sendable, Hashable, CustomStringConvertible {
    case pointsOpen([CrisisPoint])
    case assessmentMissing
    case returnRefused
    /// The assessment lets the student return: treatment is not what comes next.
    case returnPermitted
    case followUpsOpen(Int)
    /// The newest follow-up found the student in danger.
    case stillInCrisis
    case reportMissing
    case reportUnsigned(version: Int)

    public var description: String {
        switch self {
        case .pointsOpen(let points):
            """
            of the checklist, \(points.map { $0.rawValue.replacing("_", with: " ") }.joined(separator: ", ")) must be done, \
            or excused with a reason
            """
        case .assessmentMissing: "the return-to-school assessment must be recorded first"
        case .returnRefused: "the assessment says not yet: resume treatment, or record a new assessment"
        case .returnPermitted: "the assessment permits the return: follow up, or record a new assessment"
        case .followUpsOpen(let count): "\(count) follow-ups must be held, or excused with a reason"
        case .stillInCrisis: "the newest follow-up found a crisis: this is a relapse, not an end"
        case .reportMissing: "the case analysis report must be submitted and signed"
        case .reportUnsigned(let version): "version \(version) of the case analysis report must be signed"
        }
    }
}

extension CrisisState {
    /// What stands against a move that leads somewhere from here; nothing when it can be made.
    public func obstacles(to move: Move, _ facts: CrisisFacts) -> [CrisisObstacle] {
        switch move {
        // Treatment too: after a relapse the checklist is another one.
        case .stabilise, .beginTreatment:
            return facts.openPoints.isEmpty ? [] : [.pointsOpen(facts.openPoints)]
        case .followUp:
            guard let decision = facts.returnDecision else { return [.assessmentMissing] }
            return decision.permitsReturn ? [] : [.returnRefused]
        case .resumeTreatment:
            guard let decision = facts.returnDecision else { return [.assessmentMissing] }
            return decision.permitsReturn ? [.returnPermitted] : []
        case .close:
            var obstacles: [CrisisObstacle] = facts.openFollowUps > 0 ? [.followUpsOpen(facts.openFollowUps)] : []
            if facts.newestLevel == .crisis { obstacles.append(.stillInCrisis) }
            switch facts.report {
            case .missing: obstacles.append(.reportMissing)
            case .unsigned(let version): obstacles.append(.reportUnsigned(version: version))
            case .signed: break
            }
            return obstacles
        case .assessReturn, .relapse: return []
        }
    }
}
