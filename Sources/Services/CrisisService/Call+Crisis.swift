internal import Access
internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

extension ReadTransaction {
    /// A case that is there.
    func crisisCaseInFull(_ text: String) throws -> CrisisCaseRecord {
        guard let crisis = try crisisCase(try Identifier(text, field: "crisisCaseId")) else {
            throw RPCError.notFound()
        }
        return crisis
    }

    /// Where a student is who is there.
    func studentPlaceInFull(_ student: Identifier) throws -> StudentPlace {
        guard let place = try studentPlace(student) else { throw RPCError.notFound() }
        return place
    }

    /// What the moves of a case depend on.
    func facts(of crisis: CrisisCaseRecord) throws -> CrisisFacts {
        let newest = try returnAssessments(of: crisis).last { $0.recordedAt >= crisis.stateSince }
        var report = CrisisFacts.Report.missing
        // What was written before a relapse does not tell of it.
        if let version = try newestCaseReport(of: crisis), version.submittedAt >= crisis.roundSince {
            report = version.isSigned ? .signed : .unsigned(version: version.version)
        }
        let followUps = try followUps(of: crisis)
        let held = followUps.filter { $0.state == .held && $0.heldAt.map { $0 >= crisis.stateSince } ?? false }
        return CrisisFacts(
            openPoints: try points(of: crisis).filter { $0.isMandatory && $0.state == .open }.map(\.kind),
            returnDecision: crisis.state == .returnAssessment ? newest?.decision : nil,
            openFollowUps: followUps.count { $0.state == .open },
            // Of two of the same moment the later one in the plan.
            newestLevel: held.max { ($0.heldAt ?? $0.dueAt, $0.dueAt) < ($1.heldAt ?? $1.dueAt, $1.dueAt) }?.level,
            report: report)
    }
}

extension ReadingCall {
    /// The special periods that are open for a school now.
    func openSpecialPeriods(of school: Identifier) throws -> [SpecialPeriod] {
        try transaction.openSpecialPeriods(at: context.now)
            .filter { units.contains($0.unit, school) && $0.period.concerns(units[school]?.stage) }
            .map(\.period)
    }

    /// How long an open case of a student of the school may go without a review from now on: the usual interval, or
    /// what a special period leaves of it.
    func reviewInterval(usually usual: Duration, in school: Identifier) throws -> Duration {
        ReviewInterval.during(try openSpecialPeriods(of: school), at: context.now, usually: usual)
    }

    /// The same where there may be no usual interval.
    func reviewInterval(usually usual: Duration?, in school: Identifier) throws -> Duration? {
        try usual.map { try reviewInterval(usually: $0, in: school) }
    }

    /// A step that somebody has written, with an owner who may take it and a moment that is not too far.
    func step(
        _ message: APINextStep, lead: Identifier, about student: StudentPlace, _ rules: CrisisRules,
        _ people: CrisisPeople, field: String
    ) throws -> CrisisCaseRecord.Step {
        let what = try FreeText.required(message.what, field: "\(field).what")
        let owner =
            message.ownerID.isEmpty
            ? lead
            : try people.holder(
                message.ownerID, of: .crisisHandle, about: student, field: "\(field).ownerId", self)
        guard message.hasDueAt else {
            throw RPCError.invalidArgument(field: "\(field).dueAt", description: "must say until when")
        }
        let dueAt = try Timestamp(message.dueAt, field: "\(field).dueAt")
        let latest = rules.lastMoment(
            forStepFrom: context.now, during: try openSpecialPeriods(of: student.schoolID))
        guard context.now < dueAt, dueAt <= latest else {
            throw RPCError.invalidArgument(
                field: "\(field).dueAt",
                description: "must lie in the future, and at most \((latest - context.now).components.seconds) s ahead")
        }
        return CrisisCaseRecord.Step(what: what, owner: owner, dueAt: dueAt)
    }

    /// A moment in a request, now when it is left out; never in the future.
    func moment(_ moment: Timestamp?, field: String) throws -> Timestamp {
        guard let moment else { return context.now }
        guard moment <= context.now else {
            throw RPCError.invalidArgument(field: field, description: "must not lie in the future")
        }
        return moment
    }
}

extension ChangingCall {
    /// Stores a case with what has happened in it, and tells the archive and those who watch.
    ///
    /// - Parameter line: what the archive says of it.
    func keep(
        _ crisis: CrisisCaseRecord, _ kind: CrisisEventRecord.Kind, _ note: String?, line: String
    ) throws {
        try transaction.update(crisis)
        try tell(crisis, kind, note, line: line)
    }

    func tell(_ crisis: CrisisCaseRecord, _ kind: CrisisEventRecord.Kind, _ note: String?, line: String) throws {
        try transaction.append(
            CrisisEventRecord(
                kind: kind, state: crisis.state, author: context.accountID, at: context.now, note: note), to: crisis)
        try tellArchive(.crisis, of: crisis.student, in: crisis.school, subject: crisis.id, "危机个案：\(line)")
        publish(.crisis(crisis.id, school: crisis.school))
        count(.crisisCases, 1)
    }

    /// A checklist for the case's present round.
    func beginChecklist(of crisis: CrisisCaseRecord, _ rules: CrisisRules) throws {
        for (position, point) in rules.checklist.enumerated() {
            try transaction.insert(
                CrisisPointRecord(
                    id: newIdentifier(), round: crisis.round, kind: point.kind, position: position,
                    isMandatory: point.mandatory, dueAt: context.now + point.within.duration), of: crisis)
        }
    }

    /// The open follow-up of a case that a request names.
    func openFollowUp(_ text: String, of crisis: CrisisCaseRecord) throws -> FollowUpRecord {
        let id = try Identifier(text, field: "followUpId")
        guard let followUp = try transaction.followUps(of: crisis).first(where: { $0.id == id }) else {
            throw RPCError.invalidArgument(field: "followUpId", description: "must name a follow-up of this case")
        }
        guard followUp.state == .open else {
            throw RPCError.failedPrecondition("the follow-up is \(followUp.state.rawValue) already")
        }
        return followUp
    }

    /// The open point of a case's checklist that a request names.
    func openPoint(_ kind: APICrisisPointKind, of crisis: CrisisCaseRecord) throws -> CrisisPointRecord {
        let kind = try CrisisPoint(kind, field: "kind")
        guard crisis.state.isOpen else { throw RPCError.failedPrecondition("the case is closed") }
        guard let point = try transaction.points(of: crisis).first(where: { $0.kind == kind }) else {
            throw RPCError.failedPrecondition("the checklist of this case has no such point")
        }
        guard point.state == .open else {
            throw RPCError.failedPrecondition("the point is \(point.state.rawValue) already")
        }
        return point
    }
}
