import Domain
import Testing

/// `docs/state-machines.md` against the code: whoever changes a machine changes its picture too.
@Suite("Diagrams of the states")
struct DiagramTests {
    /// The Mermaid diagrams of the page, by the heading that each stands under.
    private func diagrams() throws -> [String: String] {
        let page = String(decoding: try shippedFile("docs/state-machines.md"), as: UTF8.self)
        var found: [String: String] = [:]
        for section in page.split(separator: "\n## ").dropFirst() {
            let heading = String(section.prefix { $0 != "\n" })
            let start = try #require(section.firstRange(of: "```mermaid\n"), "\(heading)")
            let rest = section[start.upperBound...]
            let end = try #require(rest.firstRange(of: "```"), "\(heading)")
            #expect(found.updateValue(String(rest[..<end.lowerBound]), forKey: heading) == nil)
        }
        return found
    }

    @Test("The page shows every machine as it is, and no other")
    func page() throws {
        let shown = try diagrams()
        let machines = [
            "Campaign · 测评计划": CampaignState.diagram, "Sheet · 答卷": SheetState.diagram,
            "Warning · 预警": WarningState.diagram, "Care list · 重点关爱人员清单": CareState.diagram,
            "Proposal for the care list · 效果建议": CareProposalState.diagram,
            "Plan · 一人一案": PlanState.diagram,
            "Appointment · 预约": AppointmentState.diagram,
            "Crisis case · 危机个案": CrisisState.diagram,
            "Trauma protocol · 创伤保护": TraumaState.diagram,
            "Signal · 线索": SignalState.diagram, "External report · 外部通报": ExternalReportState.diagram,
            "Instrument version · 测评工具版本": InstrumentState.diagram, "Re-scoring · 复评": RescoringState.diagram,
            "Norms · 常模": NormState.diagram,
            "Consultation · 专家会诊": ConsultationState.diagram, "Referral · 转介": ReferralState.diagram,
            "Transfer of an archive · 档案转接": TransferState.diagram,
            "Erasure · 删除": ErasureState.diagram,
            "Record of the archive · 档案记录": RecordState.diagram, "Attachment · 附件": AttachmentState.diagram,
        ]
        #expect(Set(shown.keys) == Set(machines.keys))
        for (heading, diagram) in machines { #expect(shown[heading] == diagram, "\(heading)") }
    }

    @Test("A diagram is a line a move")
    func form() {
        #expect(
            CampaignState.diagram == """
                stateDiagram-v2
                    draft --> open: open
                    open --> closed: close
                    closed --> archived: archive

                """)
    }
}
