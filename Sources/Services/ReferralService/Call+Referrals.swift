internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

extension ReadTransaction {
    /// The referral in a request's `referralId`.
    func referralInFull(_ text: String) throws -> ReferralRecord {
        guard let referral = try referral(Identifier(text, field: "referralId")) else { throw RPCError.notFound() }
        return referral
    }
}

extension ChangingCall {
    /// Makes a step of a referral: its clock begins anew, its history and the archive are told.
    func step(
        _ referral: ReferralRecord, by move: ReferralState.Move, _ rules: ReferralRules,
        _ change: (inout ReferralRecord) throws -> Void = { _ in }
    ) throws -> ReferralRecord {
        var changed = referral
        changed.state = try referral.state.applying(move)
        try change(&changed)
        changed.stepSince = context.now
        changed.stepDueAt = rules.due(
            in: changed.state, since: context.now, appointment: changed.appointmentAt,
            isGreenChannel: changed.isGreenChannel)
        changed.toldDelay = .inTime
        if !changed.state.isOpen { changed.closedAt = context.now }
        // What the institution was shown ends with the referral, or with its refusal.
        if referral.state.isWithInstitution && !changed.state.isWithInstitution {
            try transaction.endDisclosure(of: referral, at: context.now)
        }
        guard try transaction.update(changed, expected: referral.state) else { throw RPCError.aborted() }
        try note(changed, from: referral.state)
        return changed
    }

    /// Writes a step that was made into the history and the archive.
    func note(_ referral: ReferralRecord, from state: ReferralState?) throws {
        count(.referrals, 1)
        try transaction.append(
            ReferralStepRecord(from: state, to: referral.state, author: context.accountID, at: context.now),
            to: referral)
        try tellArchive(
            .referral, of: referral.student, in: referral.school, subject: referral.id, referral.archiveLine)
    }

    /// Puts what the institution may see in place of what stood before.
    func disclose(
        _ sections: Set<ReferralSection>, on basis: ReferralDisclosureRecord.Basis, note: String,
        of referral: ReferralRecord
    ) throws {
        try transaction.endDisclosure(of: referral, at: context.now)
        let version = try transaction.disclosures(of: referral).count + 1
        try transaction.append(
            ReferralDisclosureRecord(
                version: version, basis: basis, sections: sections, note: note, recordedBy: context.accountID,
                givenAt: context.now), to: referral)
    }
}

extension ReferralRecord {
    /// What the archive says of its state. The institution's advice on school goes back into the archive; the rest of the
    /// feedback stays in the referral.
    var archiveLine: String {
        switch state {
        case .drafted: "转介：已起草"
        case .consented: "转介：已取得同意"
        case .sent: isGreenChannel ? "转介：已送出（绿色通道）" : "转介：已送出"
        case .received: "转介：医院已接收"
        case .scheduled: "转介：已预约"
        case .attended: "转介：已就诊"
        case .noShow: "转介：未到诊"
        case .feedback: "转介：医院已反馈，复学建议：\(feedback?.returnToSchool.archiveWord ?? "")"
        case .refused: "转介：医院未接收"
        case .closed: "转介：已结案，后续：\(body.followUp?.archiveWord ?? "")"
        case .withdrawn: "转介：已撤回"
        }
    }
}

extension ReturnToSchool {
    fileprivate var archiveWord: String {
        switch self {
        case .fit: "可正常上学"
        case .withSupport: "支持下上学"
        case .rest: "休养"
        case .inpatient: "住院"
        }
    }
}

extension ReferralFollowUp {
    fileprivate var archiveWord: String {
        switch self {
        case .none: "无"
        case .monitor: "持续观察"
        case .plan: "校内干预方案"
        case .treatment: "继续治疗"
        case .crisisCase: "危机个案"
        case .otherInstitution: "转其他机构"
        }
    }
}
