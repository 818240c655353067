internal import XinyuAPI

/// The words of "my day".
extension Words {
    static func urgency(_ urgency: APIUrgency) -> String {
        switch urgency {
        case .overdue: language.text(en: "overdue", zh: "逾期")
        case .today: language.text(en: "today", zh: "今日")
        case .new: language.text(en: "new", zh: "新增")
        case .coming: language.text(en: "coming", zh: "将到期")
        case .unspecified, .UNRECOGNIZED: ""
        }
    }

    static func dueKind(_ kind: APIDueKind) -> String {
        switch kind {
        case .acknowledgeWarning: language.text(en: "acknowledge a warning", zh: "接收预警")
        case .holdInterview: language.text(en: "hold the interview", zh: "面谈评估")
        case .decideCareProposal: language.text(en: "decide a proposal for the care list", zh: "确认关爱名单建议")
        case .reviewCareEntry: language.text(en: "review a care entry", zh: "复核关爱名单")
        case .carryOutMeasure: language.text(en: "carry out a measure", zh: "落实干预措施")
        case .reviewPlan: language.text(en: "review a plan", zh: "方案复评")
        case .advanceCrisisCase: language.text(en: "next step of a crisis case", zh: "推进危机个案")
        case .completeChecklistPoint: language.text(en: "point of a crisis checklist", zh: "完成危机清单事项")
        case .writeCaseReport: language.text(en: "write a case report", zh: "撰写个案分析报告")
        case .signCaseReport: language.text(en: "sign a case report", zh: "签署个案分析报告")
        case .reportTrauma: language.text(en: "mandatory report", zh: "强制报告")
        case .finishLessonAction: language.text(en: "finish an action of a lesson", zh: "完成整改事项")
        case .assignExperts: language.text(en: "assign experts", zh: "指派会诊专家")
        case .giveOpinion: language.text(en: "give an opinion", zh: "出具会诊意见")
        case .concludeConsultation: language.text(en: "conclude a consultation", zh: "形成会诊结论")
        case .advanceReferral: language.text(en: "next step of a referral", zh: "推进转介")
        case .answerReferral: language.text(en: "answer a referral", zh: "回复转介")
        case .confirmAppointment: language.text(en: "confirm an appointment", zh: "确认预约")
        case .holdAppointment: language.text(en: "appointment", zh: "预约咨询")
        case .writeInterviewNotes: language.text(en: "write interview notes", zh: "补写面谈记录")
        case .logContact: language.text(en: "contact a mentee", zh: "联系导师学生")
        case .assignMentor: language.text(en: "assign a mentor", zh: "安排成长导师")
        case .sendDayReport: language.text(en: "send the day's report", zh: "报送今日情况")
        case .visitDorm: language.text(en: "visit a dorm", zh: "走访宿舍")
        case .reviewDepartment: language.text(en: "review of the department", zh: "院系研判")
        case .reviewForSpecialPeriod: language.text(en: "review for a special period", zh: "特殊节点排查")
        case .answerSheet: language.text(en: "answer a questionnaire", zh: "完成测评问卷")
        case .receiveArchive: language.text(en: "receive a moved archive", zh: "接收转入档案")
        case .followUp: language.text(en: "follow up", zh: "跟踪回访")
        case .fillNetworkGap: language.text(en: "name a responsible person", zh: "补齐预警网络责任人")
        case .decideSignal: language.text(en: "decide a signal", zh: "研判线索")
        case .lookIntoInstrument: language.text(en: "look into a suspended instrument", zh: "处理被暂停的测评工具")
        case .restoreInstrumentFiles: language.text(en: "restore an instrument's files", zh: "恢复测评工具文件")
        case .scoreWaitingSheets: language.text(en: "sheets wait for their scores", zh: "答卷待评分")
        case .decideRescoring: language.text(en: "decide a re-scoring", zh: "确认复评结果")
        case .unspecified, .UNRECOGNIZED: ""
        }
    }
}
