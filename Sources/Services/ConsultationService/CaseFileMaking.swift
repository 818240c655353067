internal import Domain
internal import Instruments
internal import Router
internal import Store

/// Makes the file that experts see from the archive: the course of the case, and nothing by which its person is found.
struct CaseFileMaking {
    let units: UnitTree
    let transaction: ReadTransaction
    /// The schools' offset from UTC, for whole days.
    let zone: Duration

    func file(of student: IdentifiedStudent, askedAt moment: Timestamp) throws -> CaseFileRecord {
        let origin = CalendarDate(of: moment, offset: zone)
        func daysBefore(_ moment: Timestamp) -> Int {
            CaseInterval.days(from: CalendarDate(of: moment, offset: zone), to: origin)
        }
        let id = student.record.id
        let age = student.identity.birthDate.flatMap { CalendarDate($0) }.flatMap { Age(born: $0, on: origin) }
        let path = units.path(of: student.record.schoolClass ?? student.record.school)
        return CaseFileRecord(
            ageYears: age?.years, sex: student.identity.sex, stage: path.lazy.compactMap(\.stage).first,
            grade: path.lazy.compactMap(\.grade).first,
            scores: try transaction.results(ofStudent: id).reversed().flatMap { result in
                scores(of: result, daysBefore: daysBefore(result.scoredAt))
            },
            warnings: try transaction.warnings(ofStudent: id).sorted { $0.raisedAt < $1.raisedAt }.map { warning in
                CaseFileRecord.Warning(
                    state: warning.state, suggested: warning.suggestedLevel, confirmed: warning.confirmedLevel,
                    rules: warning.evidence.fired.map(\.rule), daysBefore: daysBefore(warning.raisedAt))
            },
            interventions: try interventions(of: id).sorted { $0.at < $1.at }.map { intervention in
                CaseFileRecord.Intervention(
                    kind: intervention.kind, state: intervention.state, level: intervention.level,
                    effects: intervention.effects, daysBefore: daysBefore(intervention.at))
            })
    }

    private func scores(of result: ResultRecord, daysBefore: Int) -> [CaseFileRecord.Score] {
        (InstrumentScore(bytes: result.score)?.scales ?? []).compactMap { scale in
            (scale.standard ?? scale.raw).map { value in
                CaseFileRecord.Score(
                    instrument: result.instrument.instrumentID, scale: scale.id, value: value, band: scale.band,
                    daysBefore: daysBefore)
            }
        }
    }

    private typealias Step = (
        kind: CaseFileRecord.Intervention.Kind, state: String, level: AttentionLevel?, effects: [String], at: Timestamp
    )

    private func interventions(of student: Identifier) throws -> [Step] {
        let care = try transaction.carePlaces(ofStudent: student).map { place -> Step in
            (.careList, place.state.rawValue, place.level, [], place.createdAt)
        }
        let plans = try transaction.plans(ofStudent: student).map { plan -> Step in
            let effects = try transaction.effects(of: plan).map {
                "\($0.instrumentID).\($0.scaleID) \($0.verdict.rawValue)"
            }
            return (.plan, plan.state.rawValue, nil, effects, plan.createdAt)
        }
        let interviews = try transaction.interviewTimes(ofStudent: student).map { interview -> Step in
            (.interview, "", interview.level, [], interview.heldAt)
        }
        let referrals = try transaction.referrals(ofStudent: student).map { referral -> Step in
            (.referral, referral.state.rawValue, nil, [], referral.draftedAt)
        }
        let crises = try transaction.crises(ofStudent: student).map { crisis -> Step in
            (.crisisCase, crisis.state.rawValue, nil, [], crisis.openedAt)
        }
        let conversations = try transaction.conversations(ofStudent: student).map { conversation -> Step in
            (.counselling, conversation.state.rawValue, nil, [], conversation.start)
        }
        let mentoring = try transaction.mentoring(ofStudent: student).map { mentoring -> Step in
            (.mentoring, mentoring.isOver ? "ended" : "active", nil, [], mentoring.since)
        }
        return care + plans + interviews + referrals + crises + conversations + mentoring
    }
}
