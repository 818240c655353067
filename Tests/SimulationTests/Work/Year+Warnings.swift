import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// Signals come from everywhere; warnings are taken, looked into, dismissed, or led on.
extension Year {
    // MARK: - Signals

    /// What happens on one school day.
    func raiseSignals() async throws {
        for pupil in dice.some(dice.below(3), of: pupils) where !pupil.id.isEmpty {
            switch dice.below(10) {
            case 0..<5: try await observe(pupil)
            case 5..<8: try await tell(pupil, .information, .observed, "家访得知父母近期离异，情绪低落")
            case 8: try await tell(pupil, .absence, .observed, "连续缺课", days: UInt32(3 + dice.below(5)))
            default: try await tell(pupil, .hotline, dice.happens(50) ? .confirmed : .hearsay, "心理热线来电转介")
            }
        }
        if dice.happens(4), let pupil = dice.one(of: pupils) { try await reportFromOutside(pupil) }
    }

    private func observe(_ pupil: Pupil) async throws {
        let peer = dice.happens(60) ? staff.peers[pupil.schoolClass]?.first : nil
        guard let author = peer ?? staff.teachers[pupil.schoolClass] else { return }
        let isGrave = dice.happens(12)
        if isGrave { troubles[pupil.id] = troubles[pupil.id] ?? .concern }
        await attempt(peer == nil ? "observed by a teacher" : "observed by a peer") {
            _ = try await ArchiveServiceClient(author).recordObservation(
                .with {
                    $0.studentID = pupil.id
                    $0.text = isGrave ? "作文里写到不想活" : "近来独来独往，上课走神"
                    $0.signs = isGrave ? [.mood] : [.withdrawal, .study]
                })
        }
    }

    private func tell(
        _ pupil: Pupil, _ kind: APISignalKind, _ trust: APISignalTrust, _ text: String, days: UInt32 = 0
    ) async throws {
        guard let teacher = staff.teachers[pupil.schoolClass] else { return }
        await attempt("told \(kind)") {
            _ = try await SignalServiceClient(teacher).reportSignal(
                .with {
                    $0.studentID = pupil.id
                    $0.kind = kind
                    $0.trust = trust
                    $0.text = text
                    $0.days = days
                })
        }
    }

    private func reportFromOutside(_ pupil: Pupil) async throws {
        guard let police = staff.police else { return }
        // Some come without a name that fits anybody.
        let isKnown = dice.happens(80)
        await attempt("reported from outside") {
            _ = try await SignalServiceClient(police).reportExternally(
                .with {
                    $0.unitID = self.school
                    $0.studentName = isKnown ? pupil.name : "查无此人"
                    $0.className = pupil.schoolClass
                    $0.studentNumber = isKnown ? pupil.number : ""
                    $0.trust = .observed
                    $0.text = "深夜在河边被劝返"
                    $0.reference = "警情\(self.tally["reported from outside"])"
                })
        }
    }

    func decideSignal(_ item: APIDueItem, as person: Person) async throws {
        let service = SignalServiceClient(person)
        if item.studentID.isEmpty {
            let reports = try await service.listExternalReports(
                .with {
                    $0.unitID = school
                    $0.states = [.waiting]
                }
            ).reports
            guard let report = reports.first(where: { $0.id == item.subjectID }) else { return }
            if let pupil = pupils.first(where: { $0.number == report.studentNumber }) {
                _ = try await service.matchExternalReport(
                    .with {
                        $0.reportID = report.id
                        $0.studentID = pupil.id
                    })
                tally.add("external reports matched")
            } else {
                _ = try await service.refuseExternalReport(
                    .with {
                        $0.reportID = report.id
                        $0.reason = "查无此人"
                    })
                tally.add("external reports refused")
            }
            return
        }
        let isRaised = dice.happens(25)
        _ = try await service.decideSignal(
            .with {
                $0.signalID = item.subjectID
                $0.state = isRaised ? .warned : .setAside
                if isRaised { $0.level = .watch }
                $0.reason = isRaised ? "近期多次出现" : "已与班主任核实"
            })
        tally.add(isRaised ? "warnings from signals" : "signals set aside")
    }

    // MARK: - Warnings

    func acknowledge(_ id: String, as person: Person) async throws {
        let service = WarningServiceClient(person)
        _ = try await service.acknowledgeWarning(.with { $0.warningID = id })
        tally.add("warnings acknowledged")
        // A teacher takes it, and hands it on to somebody who may hold the interview.
        guard !staff.counsellors.contains(where: { $0 === person }),
            !staff.crisisLeads.contains(where: { $0 === person }), let counsellor = dice.one(of: staff.counsellors)
        else { return }
        _ = try await service.handOverWarning(
            .with {
                $0.warningID = id
                $0.accountID = counsellor.account
                $0.reason = "请专职教师面谈"
            })
        tally.add("warnings handed over")
    }

    func interview(_ item: APIDueItem, as person: Person) async throws {
        let service = WarningServiceClient(person)
        let warning = try await service.getWarning(.with { $0.warningID = item.subjectID }).warning
        let level = judged(warning)
        guard level != .none else {
            _ = try await service.dismissWarning(
                .with {
                    $0.warningID = warning.id
                    $0.reason = "面谈后排除，误触"
                })
            tally.add("warnings dismissed")
            return
        }
        let response = try await service.recordInterview(
            .with {
                $0.warningID = warning.id
                $0.heldAt = Google_Protobuf_Timestamp(self.now)
                $0.notes = "学生自述近一月失眠，对学习无兴趣"
                $0.level = level
                $0.supportAdvice = "多鼓励，少当众批评"
            })
        tally.add("interviews")
        troubles[warning.studentID] = level
        if level == .crisis {
            try await openCrisis(warning.studentID, warning: warning.id, as: person)
        } else if response.careEntryID.isEmpty {
            _ = try await service.resolveWarning(
                .with {
                    $0.warningID = warning.id
                    $0.reason = "纳入日常关注"
                })
            tally.add("warnings resolved")
        }
    }

    /// What a person finds where a machine has only suspected.
    private func judged(_ warning: APIEarlyWarning) -> APIAttentionLevel {
        switch (warning.suggestedLevel, dice.below(10)) {
        case (_, 0..<2): .none
        case (.crisis, 2..<5): .crisis
        case (.crisis, 5..<8), (.concern, 2..<6): .concern
        default: .watch
        }
    }
}
