internal import Domain
internal import Foundation
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// A dry run of proposed rules over the signals and results of a unit's students: reads, and changes nothing.
struct RuleTrialRun: Sendable {
    /// Students that one snapshot is held for.
    static let pieceSize = 100
    static let usualLimit: UInt32 = 200
    static let mostLimit: UInt32 = 2_000
    /// No span is longer: three school years.
    static let longestSpan = Duration.seconds(3 * 366 * 86_400)

    /// Something that came, with the text that proposed words are looked for in.
    struct Event: Sendable {
        let signal: WarningSignal
        let text: String

        /// As rules with these words see it.
        func read(with words: CrisisWords) -> WarningSignal {
            guard case .report(let report) = signal.content else { return signal }
            return WarningSignal(
                signal.kind, at: signal.at,
                WarningSignal.Report(
                    trust: report.trust, words: words.groups(in: text), days: report.days, signs: report.signs))
        }
    }

    struct Case: Sendable {
        let student: Identifier
        let proposed: RuleTrial.Outcome
        let present: RuleTrial.Outcome
    }

    private struct Tally: Sendable {
        var signals = 0
        var students = 0
    }

    let proposed: WarningRules
    let present: WarningRules
    let from: Timestamp
    let to: Timestamp
    let limit: Int

    private var proposedTallies: [String: Tally] = [:]
    private var presentTallies: [String: Tally] = [:]
    private var proposedLevels: [AttentionLevel: Int] = [:]
    private var presentLevels: [AttentionLevel: Int] = [:]
    private var cases: [Case] = []
    private var signals = 0
    private var students = 0

    init(_ request: APITryRulesRequest, present: WarningRules, now: Timestamp) throws {
        proposed = try Self.rules(request.rules)
        self.present = present
        from = try Timestamp(request.from, field: "from")
        to = request.hasTo ? try Timestamp(request.to, field: "to") : now
        guard from < to, to - from <= Self.longestSpan else {
            throw RPCError.invalidArgument(
                field: "from", description: "must lie before the end, by three years at most")
        }
        guard request.limit <= Self.mostLimit else {
            throw RPCError.invalidArgument(field: "limit", description: "is at most \(Self.mostLimit)")
        }
        limit = Int(request.limit == 0 ? Self.usualLimit : request.limit)
    }

    /// A rule file that holds, read as the daemon reads its own.
    private static func rules(_ text: String) throws(RPCError) -> WarningRules {
        guard let rules = try? JSONDecoder().decode(WarningRules.self, from: Data(text.utf8)) else {
            throw .invalidArgument(
                field: "rules", description: "is not JSON of the form that config/rules/warnings.json shows")
        }
        if let finding = rules.findings.first { throw .invalidArgument(field: "rules", description: finding) }
        return rules
    }

    /// What came to a student, as the rules see it: what was told, and each result.
    ///
    /// A result says more than the signal that was kept of its sheet, which holds nothing that no rule asked for then.
    static func history(
        of student: Identifier, from: Timestamp, to: Timestamp, in transaction: ReadTransaction
    ) throws -> [Event] {
        var events: [Event] = []
        var scored: Set<Identifier> = []
        for result in try transaction.results(ofStudent: student) {
            guard result.scoredAt >= from, result.scoredAt <= to, scored.insert(result.sheet).inserted,
                let score = InstrumentScore(bytes: result.score)
            else { continue }
            var bands: [String: String] = [:]
            for scale in score.scales { bands[scale.id] = scale.band }
            let evidence = WarningRules.Evidence(
                instrument: result.instrument.instrumentID, criticalItems: score.criticalItems, bands: bands)
            events.append(Event(signal: WarningSignal(evidence, at: result.scoredAt), text: ""))
        }
        for record in try transaction.allSignals(ofStudent: student, from: from, to: to)
        where !(record.source.map(scored.contains) ?? false) {
            events.append(Event(signal: record.signal, text: record.text))
        }
        return events
    }

    mutating func add(_ student: Identifier, _ history: [Event]) {
        students += 1
        signals += history.count { $0.signal.at >= from }
        func outcome(of rules: WarningRules) -> RuleTrial.Outcome {
            RuleTrial(rules).outcome(of: history.map { $0.read(with: rules.words) }, from: from, to: to)
        }
        let one = Case(student: student, proposed: outcome(of: proposed), present: outcome(of: present))
        Self.count(one.proposed, &proposedTallies, &proposedLevels)
        Self.count(one.present, &presentTallies, &presentLevels)
        if one.proposed.level > .none { cases.append(one) }
    }

    private static func count(
        _ outcome: RuleTrial.Outcome, _ tallies: inout [String: Tally], _ levels: inout [AttentionLevel: Int]
    ) {
        for (rule, number) in outcome.signals {
            tallies[rule, default: Tally()].signals += number
            tallies[rule, default: Tally()].students += 1
        }
        if outcome.level > .none { levels[outcome.level, default: 0] += 1 }
    }

    /// The gravest first, and of those the first that would have been found; at most the limit.
    var shownCases: [Case] {
        let sorted = cases.sorted { left, right in
            if left.proposed.level != right.proposed.level { return left.proposed.level > right.proposed.level }
            return (left.moment, left.student) < (right.moment, right.student)
        }
        return Array(sorted.prefix(limit))
    }

    var response: APITryRulesResponse {
        .with {
            $0.rules = proposed.rules.map { rule in
                .with {
                    $0.ruleID = rule.id
                    $0.level = APIAttentionLevel(rule.level)
                    $0.signals = UInt32(proposedTallies[rule.id]?.signals ?? 0)
                    $0.students = UInt32(proposedTallies[rule.id]?.students ?? 0)
                    $0.presentSignals = UInt32(presentTallies[rule.id]?.signals ?? 0)
                    $0.presentStudents = UInt32(presentTallies[rule.id]?.students ?? 0)
                }
            }
            $0.levels = [AttentionLevel.crisis, .concern, .watch].map { level in
                .with {
                    $0.level = APIAttentionLevel(level)
                    $0.students = UInt32(proposedLevels[level] ?? 0)
                    $0.presentStudents = UInt32(presentLevels[level] ?? 0)
                }
            }
            $0.signals = UInt32(signals)
            $0.students = UInt32(students)
            $0.caution = Caution.screening
        }
    }
}

extension RuleTrialRun.Case {
    var moment: Timestamp { proposed.gravest?.at ?? Timestamp(milliseconds: 0) }

    /// With the student's name, which the router takes out where the caller may not see it.
    func contract(in transaction: ReadTransaction) throws -> APITriedCase {
        let (name, place) = (try transaction.nameUnlessErased(student), try transaction.studentPlace(student))
        return .with {
            $0.studentID = student.description
            $0.studentName = name
            $0.classID = place?.classID?.description ?? ""
            $0.at = Google_Protobuf_Timestamp(moment)
            $0.level = APIAttentionLevel(proposed.level)
            $0.presentLevel = APIAttentionLevel(present.level)
            $0.fired = (proposed.gravest?.fired ?? []).map { fired in
                .with {
                    $0.ruleID = fired.ruleID
                    $0.level = APIAttentionLevel(fired.level)
                    $0.inputs = fired.inputs
                }
            }
        }
    }
}
