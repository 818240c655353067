import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// The care list and plans.
extension Year {
    private static let advice = "每周谈心一次，课堂多鼓励"

    func decideCare(_ item: APIDueItem, as person: Person) async throws {
        let service = CareServiceClient(person)
        let entry = try await service.getCareEntry(.with { $0.careEntryID = item.subjectID }).entry
        if let proposal = entry.proposals.first(where: { $0.state == .pending }) {
            return try await decide(proposal, of: entry, as: person)
        }
        guard entry.state == .proposed else { return }
        guard dice.happens(90) else {
            _ = try await service.removeCareEntry(
                .with {
                    $0.careEntryID = entry.id
                    $0.reason = "家校沟通后暂不列入"
                    $0.evidence.kind = .review
                })
            tally.add("care proposals declined")
            return
        }
        _ = try await service.activateCareEntry(
            .with {
                $0.careEntryID = entry.id
                $0.level = entry.level
                $0.reason = "面谈确认"
                $0.evidence = Self.evidence(of: entry)
                $0.supportAdvice = Self.advice
            })
        tally.add("care entries")
        try await makePlan(for: entry, as: person)
    }

    /// What the proposal rested on.
    private static func evidence(of entry: APICareEntry) -> APICareEvidence {
        let first = entry.history.first?.evidence
        return first.flatMap { $0.kind == .interview ? $0 : nil } ?? .with { $0.kind = .review }
    }

    private func decide(
        _ proposal: APICareProposalCase, of entry: APICareEntry, as person: Person
    ) async throws {
        let word = dice.below(10)
        let response = try await CareServiceClient(person).decideCareProposal(
            .with {
                $0.careEntryID = entry.id
                $0.proposalID = proposal.id
                $0.reason = "会商后决定"
                if word < 8 || proposal.proposal == .keep {
                    $0.decision = word < 9 ? .accept : .decline
                } else if entry.state == .active && proposal.proposal != .remove {
                    $0.decision = .override
                    $0.state = .monitoring
                } else {
                    $0.decision = .decline
                }
            })
        tally.add("effects decided: \(proposal.proposal)")
        if response.entry.state == .removed { try await finish(response.entry, as: person) }
    }

    /// Who has left the list needs neither plan nor warning.
    private func finish(_ entry: APICareEntry, as person: Person) async throws {
        tally.add("care entries removed by effect")
        let plans = try await PlanServiceClient(person).listPlans(.with { $0.studentID = entry.studentID }).plans
        for plan in plans where ![.completed, .escalated].contains(plan.state) {
            _ = try await PlanServiceClient(person).finishPlan(
                .with {
                    $0.planID = plan.id
                    $0.state = .completed
                    $0.reason = "效果显著，已移出清单"
                })
            tally.add("plans completed")
        }
        troubles[entry.studentID] = nil
    }

    func reviewCare(_ item: APIDueItem, as person: Person) async throws {
        let service = CareServiceClient(person)
        let entry = try await service.getCareEntry(.with { $0.careEntryID = item.subjectID }).entry
        switch dice.below(12) {
        case 0 where entry.state == .active:
            _ = try await service.monitorCareEntry(
                .with {
                    $0.careEntryID = entry.id
                    $0.reason = "症状缓解，转入跟踪"
                    $0.evidence.kind = .review
                })
            tally.add("care entries monitored")
        case 1 where entry.state == .active && entry.level == .concern:
            _ = try await service.changeCareEntry(
                .with {
                    $0.careEntryID = entry.id
                    $0.level = .watch
                    $0.reason = "复核后下调"
                    $0.evidence.kind = .review
                    $0.supportAdvice = Self.advice
                })
            tally.add("care levels changed")
        default:
            _ = try await service.reviewCareEntry(
                .with {
                    $0.careEntryID = entry.id
                    $0.reason = "状态平稳"
                })
            tally.add("care reviews")
        }
    }

    // MARK: - Plans

    private func content(reviewIn days: Int, _ student: String) -> APIPlanContent {
        .with {
            $0.goals = ["恢复睡眠", "能与一位同学往来"]
            $0.measures = [
                .with {
                    $0.text = "班主任谈心"
                    $0.ownerRole = .classTeacher
                    $0.everyDays = 14
                },
                .with {
                    $0.text = "心理辅导"
                    $0.ownerRole = .counsellor
                    $0.everyDays = 14
                },
            ]
            $0.reviewOn = day(after: days)
        }
    }

    private func makePlan(for entry: APICareEntry, as person: Person) async throws {
        let service = PlanServiceClient(person)
        await attempt("plans") {
            let plan = try await service.createPlan(
                .with {
                    $0.studentID = entry.studentID
                    $0.careEntryID = entry.id
                    $0.content = self.content(reviewIn: 28, entry.studentID)
                }
            ).plan
            if self.dice.happens(12) {
                _ = try await service.declinePlan(
                    .with {
                        $0.planID = plan.id
                        $0.reason = "家长暂不接受"
                    })
                self.tally.add("plans declined")
            } else {
                _ = try await service.activatePlan(.with { $0.planID = plan.id })
            }
        }
    }

    func reviewPlan(_ item: APIDueItem, as person: Person) async throws {
        let service = PlanServiceClient(person)
        let plan = try await service.getPlan(.with { $0.planID = item.subjectID }).plan
        let chance = dice.below(20)
        if plan.state == .declinedMonitored && chance < 6 {
            _ = try await service.reopenPlan(
                .with {
                    $0.planID = plan.id
                    $0.reason = "家长同意"
                    $0.reviewOn = self.day(after: 28)
                })
            tally.add("plans reopened")
            return
        }
        if plan.state == .reviewDue && chance == 0 {
            _ = try await service.losePlanContact(
                .with {
                    $0.planID = plan.id
                    $0.reason = "三次联系未果"
                })
            tally.add("plans out of contact")
            return
        }
        _ = try await service.recordPlanReview(
            .with {
                $0.planID = plan.id
                $0.participants = ["心理教师", "班主任", "家长"]
                $0.reason = "会议决定"
                if plan.state == .reviewDue && chance < 5 {
                    $0.decision = .adjust
                    $0.content = self.content(reviewIn: 28, plan.studentID)
                } else {
                    $0.decision = .continue
                    $0.nextReviewOn = self.day(after: 28)
                }
            })
        tally.add("plan reviews")
    }

    func carryOut(as person: Person) async throws {
        let service = PlanServiceClient(person)
        let tasks = try await service.listMyMeasures(.init()).tasks
        let present = now.milliseconds / 1_000
        guard let task = tasks.first(where: { $0.hasDueAt && $0.dueAt.seconds <= present + 86_400 }) else { return }
        _ = try await service.recordMeasureDone(
            .with {
                $0.planID = task.planID
                $0.measureID = task.measureID
                $0.note = "已谈心"
            })
        tally.add("measures carried out")
    }

    /// Once there is a second result, each running plan is measured against the first.
    func measureEffects(as person: Person) async throws {
        let plans = try await PlanServiceClient(person).listUnitPlans(
            .with {
                $0.unitID = school
                $0.states = [.active, .reviewDue, .adjusted]
                $0.limit = 200
            }
        ).plans
        for plan in plans {
            let results = try await ResultServiceClient(person).listResults(.with { $0.studentID = plan.studentID })
                .results.sorted { $0.scoredAt.seconds < $1.scoredAt.seconds }
            guard let first = results.first, let last = results.last, first.id != last.id,
                plan.effects.last?.afterResultID != last.id
            else { continue }
            await attempt("effects measured") {
                _ = try await PlanServiceClient(person).measureEffect(
                    .with {
                        $0.planID = plan.id
                        $0.beforeResultID = first.id
                        $0.afterResultID = last.id
                    })
            }
        }
    }
}
