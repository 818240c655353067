internal import Access
internal import Domain
internal import Store

/// Consultations that wait for experts or for their conclusion, and for an expert those that wait for an opinion.
struct ConsultationDay: DayContributor {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        try school(watch, transaction) + expert(watch, transaction)
    }

    private func school(_ watch: DayWatch, _ transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.consultationManage) else { return [] }
        var items: [DueItem] = []
        for school in watch.schools {
            for (state, kind) in [
                (ConsultationState.requested, DueItem.Kind.assignExperts), (.opinionsIn, .concludeConsultation),
            ] {
                for consultation in try transaction.consultations(ofSchool: school, in: state) {
                    guard kind == .assignExperts || watch.concludes(consultation),
                        let place = try transaction.studentPlace(consultation.student), watch.reaches(place)
                    else { continue }
                    items.append(
                        DueItem(
                            kind, consultation.id, student: consultation.student, unit: place.classID,
                            since: consultation.requestedAt, dueAt: consultation.deadlines.due(in: state)))
                }
            }
        }
        return items
    }

    /// Without the student, whom an expert does not know.
    private func expert(_ watch: DayWatch, _ transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.consultationAdvise) else { return [] }
        return try transaction.openAssignments(of: watch.account).compactMap { seat in
            guard seat.opinion == nil,
                let consultation = try unlessErased({ try transaction.consultation(seat.consultation) }),
                watch.now < consultation.deadlines.concludeBy
            else { return nil }
            return DueItem(
                .giveOpinion, consultation.id, since: seat.assignedAt, dueAt: consultation.deadlines.opinionsBy)
        }
    }
}

extension DayWatch {
    /// Who asked concludes, and so may the crisis lead.
    fileprivate func concludes(_ consultation: ConsultationRecord) -> Bool {
        role == .crisisLead || consultation.requestedBy == account
    }
}
