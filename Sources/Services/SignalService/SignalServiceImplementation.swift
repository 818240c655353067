internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.SignalService`: what points to a student in trouble, from wherever it comes.
public struct SignalServiceImplementation: SignalService {
    let desk: SignalDesk

    public init(desk: SignalDesk) { self.desk = desk }

    public func reportSignal(_ request: APIReportSignalRequest, _ call: ChangingCall) throws -> APIReportSignalResponse
    {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let kind = try Self.told(request.kind)
        let text = try FreeText.required(request.text, field: "text")
        let record = try desk.take(
            SignalDesk.Incoming(
                student: student, kind: kind, trust: try SignalTrust(request.trust, field: "trust"), text: text,
                happenedAt: try call.past(request.hasHappenedAt ? request.happenedAt : nil, field: "happenedAt"),
                days: try Self.days(request.days, of: kind), author: call.context.accountID), call)
        try call.tellArchive(
            .signal, of: student.id, in: student.school, subject: record.id, "收到线索：\(kind.name)",
            at: record.signal.at)
        return .with { $0.signalID = record.id.description }
    }

    public func listSignals(_ request: APIListSignalsRequest, _ call: ReadingCall) throws -> APIListSignalsResponse {
        let (unit, school) = try call.school(ofUnit: request.unitID)
        let states = Set(try request.states.map { try SignalState($0, field: "states") })
        let wanted = states.isEmpty ? [.received] : states
        let (shown, next) = try PageRequest(request.page).newestFirst(
            { before, limit in
                let lists = try wanted.map {
                    try call.transaction.signals(ofSchool: school, in: $0, before: before, limit: limit)
                }
                return Array(
                    lists.joined().sorted { ($0.receivedAt, $0.id) > ($1.receivedAt, $1.id) }.prefix(limit))
            }, { NewestFirst($0.receivedAt, $0.id) }, isWanted: { try call.isInside(unit, student: $0.student) })
        call.count(.signals, shown.count)
        return try .with {
            $0.signals = try shown.map { try call.contract($0) }
            $0.nextPage = next
        }
    }

    public func getSignal(_ request: APIGetSignalRequest, _ call: ReadingCall) throws -> APIGetSignalResponse {
        let signal = try call.transaction.signalInFull(try Identifier(request.signalID, field: "signalId"))
        call.count(.signals, 1)
        return try .with { $0.signal = try call.contract(signal) }
    }

    public func decideSignal(_ request: APIDecideSignalRequest, _ call: ChangingCall) throws -> APIDecideSignalResponse
    {
        var signal = try call.transaction.signalInFull(try Identifier(request.signalID, field: "signalId"))
        let state = try SignalState(request.state, field: "state")
        let reason = try FreeText.required(request.reason, field: "reason")
        let former = signal.state
        switch state {
        case .received:
            throw RPCError.invalidArgument(field: "state", description: "must be WARNED or SET_ASIDE")
        case .warned:
            let level = try AttentionLevel.asking(request.level, field: "level")
            signal.state = try signal.state.applying(.warn)
            let fired = WarningEvidence.FiredRule(
                rule: SignalDecision.rule, level: level, inputs: signal.signal.facts)
            signal.warning = try desk.raise(
                signal, level, WarningEvidence(fired: [fired]), by: call.context.accountID, call)
        case .setAside:
            guard signal.state == .received else {
                throw RPCError.failedPrecondition("the signal is part of a warning: decide on the warning")
            }
            signal.state = try signal.state.applying(.setAside)
        }
        signal.reason = reason
        signal.decidedBy = call.context.accountID
        signal.decidedAt = call.context.now
        guard try call.transaction.update(signal, expected: former) else { throw RPCError.aborted() }
        try call.tellArchive(
            .signal, of: signal.student, in: signal.school, subject: signal.id, "线索研判：\(signal.state.rawValue)")
        call.count(.signals, 1)
        return try .with { $0.signal = try call.reading.contract(signal) }
    }

    /// What a person tells by this method. Observations have one of their own, sheets come by themselves, and crisis
    /// words are found.
    private static func told(_ kind: APISignalKind) throws(RPCError) -> SignalKind {
        switch kind {
        case .information: return .information
        case .absence: return .absence
        case .hotline: return .hotline
        case .external: return .external
        case .assessment, .observation, .freeText, .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: "kind",
                description:
                    "must be INFORMATION, ABSENCE, HOTLINE or EXTERNAL; for an observation use RecordObservation")
        }
    }

    private static func days(_ days: UInt32, of kind: SignalKind) throws(RPCError) -> Int? {
        if kind == .absence {
            guard (1...366).contains(days) else {
                throw .invalidArgument(field: "days", description: "must say how many days of absence, from 1 to 366")
            }
            return Int(days)
        }
        guard days == 0 else {
            throw .invalidArgument(field: "days", description: "is for an absence alone; leave it out")
        }
        return nil
    }
}

/// The name under which a person's decision stands where else a rule's would.
enum SignalDecision {
    static let rule = "person"
}

extension SignalKind {
    /// For a line of the archive.
    var name: String {
        switch self {
        case .assessment: "测评"
        case .observation: "日常观察"
        case .information: "信息"
        case .absence: "缺勤"
        case .freeText: "文本"
        case .hotline: "热线"
        case .external: "外部通报"
        }
    }
}

extension ChangingCall {
    /// The moment in a request, which is not to come; now if it is left out.
    func past(_ moment: Google_Protobuf_Timestamp?, field: String) throws -> Timestamp {
        guard let moment else { return context.now }
        let time = try Timestamp(moment, field: field)
        guard time <= context.now else {
            throw RPCError.invalidArgument(field: field, description: "must not lie in the future")
        }
        return time
    }
}
