import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// Crisis cases from their opening to their end.
extension Year {
    func openCrisis(_ student: String, warning: String, as person: Person) async throws {
        await attempt("crises opened") {
            _ = try await CrisisServiceClient(person).openCrisisCase(
                .with {
                    $0.studentID = student
                    $0.warningID = warning
                    $0.reason = "面谈中说到轻生"
                    $0.leadID = self.staff.crisisLeads.first?.account ?? ""
                    $0.helperIds = [person.account]
                })
        }
        guard dice.happens(80) else { return }
        try await refer(student, isCrisis: true, as: person)
    }

    private func see(_ id: String, as person: Person) async throws -> APICrisisCase {
        try await CrisisServiceClient(person).getCrisisCase(.with { $0.crisisCaseID = id }).crisisCase
    }

    func completePoint(_ id: String, as person: Person) async throws {
        let crisis = try await see(id, as: person)
        for point in crisis.points where point.state == .open {
            if !point.isMandatory || dice.happens(95) {
                _ = try await CrisisServiceClient(person).completePoint(
                    .with {
                        $0.crisisCaseID = id
                        $0.kind = point.kind
                        $0.note = "已落实"
                    })
            } else if staff.crisisLeads.contains(where: { $0 === person }) {
                _ = try await CrisisServiceClient(person).excusePoint(
                    .with {
                        $0.crisisCaseID = id
                        $0.kind = point.kind
                        $0.reason = "不适用：学生在院"
                    })
                tally.add("points excused")
            }
        }
    }

    /// The lead takes the move that is open, or says what comes next.
    func advanceCrisis(_ id: String, as person: Person) async throws {
        let crisis = try await see(id, as: person)
        let service = CrisisServiceClient(person)
        let isLead = staff.crisisLeads.contains { $0 === person }
        if crisis.state == .returnAssessment, crisis.assessments.last.map({ self.isOld($0, in: crisis) }) ?? true {
            let word = dice.below(10)
            _ = try await service.recordReturnAssessment(
                .with {
                    $0.crisisCaseID = id
                    $0.hospitalOpinion = "病情稳定"
                    $0.decision = word < 5 ? .return : word < 8 ? .conditional : .notYet
                    if $0.decision == .conditional { $0.conditions = ["每周面谈", "家长陪读两周"] }
                })
            tally.add("returns assessed")
        }
        let open = try await see(id, as: person).moves.filter { $0.obstacles.isEmpty }.map(\.move)
        if isLead, let move = choose(from: open) {
            _ = try await service.advanceCrisisCase(
                .with {
                    $0.crisisCaseID = id
                    $0.move = move
                    $0.reason = "专班研判"
                    if move != .close { $0.nextStep = self.step() }
                })
            tally.add("crisis moves: \(move)")
            if move == .close { try await learn(from: id, as: person) }
        } else {
            _ = try await service.setNextStep(
                .with {
                    $0.crisisCaseID = id
                    $0.nextStep = self.step()
                })
            tally.add("crisis steps set")
        }
    }

    private func isOld(_ assessment: APIReturnAssessment, in crisis: APICrisisCase) -> Bool {
        assessment.assessedAt.seconds < crisis.stateSince.seconds
    }

    private func choose(from open: [APICrisisMove]) -> APICrisisMove? {
        if open.contains(.relapse), dice.happens(4) { return .relapse }
        return open.first { $0 != .relapse }
    }

    private func step() -> APINextStep {
        .with {
            $0.what = "复查与家访"
            $0.dueAt = moment(after: .seconds(Int64(3 + dice.below(3)) * 86_400))
        }
    }

    private func learn(from id: String, as person: Person) async throws {
        troubles[try await see(id, as: person).studentID] = .watch
        await attempt("lessons") {
            _ = try await CrisisServiceClient(person).recordLesson(
                .with {
                    $0.crisisCaseID = id
                    $0.findings = "夜间值班交接不清"
                    $0.participantIds = [person.account]
                    $0.actions = [
                        .with {
                            $0.what = "修订值班预案"
                            $0.ownerID = person.account
                            $0.dueAt = self.moment(after: .seconds(10 * 86_400))
                        }
                    ]
                })
        }
    }

    func finishAction(_ id: String, as person: Person) async throws {
        let crisis = try await see(id, as: person)
        for action in crisis.lessons.flatMap(\.actions) where action.ownerID == person.account && !action.hasDoneAt {
            _ = try await CrisisServiceClient(person).finishLessonAction(
                .with {
                    $0.crisisCaseID = id
                    $0.actionID = action.id
                    $0.note = "已修订"
                })
            tally.add("lesson actions finished")
        }
    }

    func writeReport(_ id: String, as person: Person) async throws {
        _ = try await CaseReportServiceClient(person).submitCaseReport(
            .with {
                $0.crisisCaseID = id
                $0.content = .with {
                    $0.background = "初二学生"
                    $0.course = "晚自习后被发现"
                    $0.riskFactors = "失眠、近期丧失"
                    $0.protectiveFactors = "与班主任关系好"
                    $0.analysis = "学业与家庭压力叠加"
                    $0.measures = "二十四小时陪护、就医"
                    $0.outcome = "症状缓解"
                    $0.recommendations = "每周面谈"
                }
            })
        tally.add("case reports")
    }

    func signReport(_ id: String, as person: Person) async throws {
        let service = CaseReportServiceClient(person)
        let report = try await service.getCaseReport(.with { $0.crisisCaseID = id }).report
        _ = try await service.signCaseReport(
            .with {
                $0.crisisCaseID = id
                $0.version = report.version
                $0.contentHash = report.contentHash
            })
        tally.add("case reports signed")
    }

    /// Of a crisis case, or of an appointment.
    func followUp(_ item: APIDueItem, as person: Person) async throws {
        guard item.level == .crisis else { return try await followUpAppointment(item.subjectID, as: person) }
        guard item.urgency != .new else { return }
        let crisis = try await see(item.subjectID, as: person)
        guard let next = crisis.followUps.first(where: { $0.state == .open }),
            next.dueAt.seconds <= now.milliseconds / 1_000
        else { return }
        _ = try await CrisisServiceClient(person).recordCrisisFollowUp(
            .with {
                $0.crisisCaseID = crisis.id
                $0.followUpID = next.id
                $0.record = "情绪平稳"
                $0.level = .watch
            })
        tally.add("crisis follow-ups")
    }

    func reviewSpecially(_ id: String, as person: Person) async throws {
        _ = try await SpecialPeriodServiceClient(person).completeSpecialReview(
            .with {
                $0.specialReviewID = id
                $0.finding = "状态平稳"
                $0.level = .watch
            })
        tally.add("special reviews")
    }
}
