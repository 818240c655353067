internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadTransaction {
    /// A warning that is there.
    func warningInFull(_ id: Identifier) throws -> WarningRecord {
        guard let warning = try warning(id) else { throw RPCError.notFound() }
        return warning
    }
}

extension ReadingCall {
    /// The warnings in these states about students of a unit, the most urgent first.
    func warnings(in unit: Identifier, states: [WarningState]) throws -> [WarningRecord] {
        let school = try units.school(ofList: unit)
        var found: [WarningRecord] = []
        for state in states { found += try transaction.warnings(ofSchool: school, in: state, limit: .max) }
        return try found.filter { try isInside(unit, $0) }.sorted { Urgency($0) < Urgency($1) }
    }

    /// Whether the student whom the warning is about belongs to the unit now.
    func isInside(_ unit: Identifier, _ warning: WarningRecord) throws -> Bool {
        try isInside(unit, student: warning.student)
    }

    /// Whether a student belongs into a list of the unit: not one who was erased, or whose archive went to another school.
    func isInside(_ unit: Identifier, student: Identifier) throws -> Bool {
        guard let place = try transaction.presentStudentPlace(student) else { return false }
        return units.contains(unit, place)
    }

    /// The warning as the contract has it; the router takes out what is above the caller's ceiling.
    func contract(_ warning: WarningRecord) throws -> APIEarlyWarning {
        var message = APIEarlyWarning()
        message.id = warning.id.description
        message.studentID = warning.student.description
        message.studentName = try transaction.nameUnlessErased(warning.student)
        message.classID = warning.schoolClass?.description ?? ""
        message.state = APIWarningState(warning.state)
        message.suggestedLevel = APIAttentionLevel(warning.suggestedLevel)
        message.confirmedLevel = warning.confirmedLevel.map { APIAttentionLevel($0) } ?? .unspecified
        message.fired = warning.evidence.fired.map { fired in
            APIFiredRule.with {
                $0.ruleID = fired.rule
                $0.level = APIAttentionLevel(fired.level)
                $0.inputs = fired.inputs
            }
        }
        message.raisedAt = Google_Protobuf_Timestamp(warning.raisedAt)
        if let moment = warning.acknowledgeBy { message.acknowledgeBy = Google_Protobuf_Timestamp(moment) }
        if let moment = warning.interviewBy { message.interviewBy = Google_Protobuf_Timestamp(moment) }
        message.ownerID = warning.owner?.description ?? ""
        message.reason = warning.reason ?? ""
        message.source = APISignalKind(SignalKind(warning.source))
        if warning.source == .sheet {
            message.sheetID = warning.sourceID?.description ?? ""
        } else {
            message.signalID = warning.sourceID?.description ?? ""
        }
        if let hop = try transaction.hop(ofWarning: warning.id, in: warning.school) {
            message.toldUnitID = hop.unit?.description ?? ""
            message.missedDeadlines = UInt32(hop.missed)
            message.escalatesAt = Google_Protobuf_Timestamp(hop.dueAt)
        }
        return message
    }
}

extension ChangingCall {
    /// Makes a move of a warning, tells its history, the archive and those who watch.
    ///
    /// - Parameter account: to whom it is handed.
    func move(
        _ text: String, by move: WarningState.Move, to account: Identifier? = nil, note: String? = nil,
        _ change: (inout WarningRecord) throws -> Void
    ) throws -> WarningRecord {
        try self.move(
            try transaction.warningInFull(try Identifier(text, field: "warningId")), by: move, to: account, note: note,
            change)
    }

    func move(
        _ warning: WarningRecord, by move: WarningState.Move, to account: Identifier? = nil, note: String? = nil,
        _ change: (inout WarningRecord) throws -> Void = { _ in }
    ) throws -> WarningRecord {
        var changed = warning
        changed.state = try warning.state.applying(move)
        try change(&changed)
        guard try transaction.update(changed, expected: warning.state) else { throw RPCError.aborted() }
        try transaction.append(
            WarningStepRecord(
                WarningStepRecord.Change(move), at: context.now, author: context.accountID, account: account,
                note: note), to: changed)
        if move == .dismiss { try setAsideSignals(of: changed) }
        try tellArchive(
            .warning, of: warning.student, in: warning.school, subject: warning.id, "预警：\(changed.state.rawValue)")
        publish(.warning(warning.id, school: warning.school))
        count(.warnings, 1)
        return changed
    }

    /// What made a warning that was dismissed does not count again together with what comes later.
    private func setAsideSignals(of warning: WarningRecord) throws {
        for var signal in try transaction.signals(ofWarning: warning.id) where signal.state == .warned {
            signal.state = try signal.state.applying(.setAside)
            signal.reason = warning.reason
            signal.decidedBy = context.accountID
            signal.decidedAt = context.now
            guard try transaction.update(signal, expected: .warned) else { throw RPCError.aborted() }
        }
    }

    /// Who may not read warnings may take those alone that they were told of.
    func checkWasTold(of text: String) throws {
        let warning = try Identifier(text, field: "warningId")
        guard context.ceiling < .clinical else { return }
        guard try transaction.wasTold(context.accountID, ofWarning: warning) else {
            throw RPCError.failedPrecondition(
                "you were not told of this warning: a counsellor or crisis lead of the school can take it")
        }
    }
}

extension WarningStepRecord.Change {
    init(_ move: WarningState.Move) {
        self =
            switch move {
            case .acknowledge: .acknowledged
            case .handOver: .handedOver
            case .confirm: .confirmed
            case .dismiss: .dismissed
            case .beginIntervention: .inIntervention
            case .resolve: .resolved
            }
    }
}

extension Urgency {
    /// By what a person confirmed, once somebody has.
    init(_ warning: WarningRecord) {
        self.init(warning.confirmedLevel ?? warning.suggestedLevel, since: warning.raisedAt, warning.id)
    }
}
