internal import Domain
internal import JSONRPC

/// What the daemon says of a move that may not be made, in Chinese: it speaks English, and each of its refusals is
/// written out in the state machines.
extension Words {
    /// Nothing for a message that is no such refusal.
    static func chineseRefusal(_ message: String) -> String? {
        guard let (move, words) = refusals[message] else { return nil }
        func word(_ english: String) -> String { words.words[english] ?? english }
        let next =
            move.permitted.isEmpty ? "流程已结束" : "此时可以：" + move.permitted.map(word).joined(separator: "、")
        return "\(words.thing)“\(word(move.state))”时不能“\(word(move.move))”；\(next)"
    }

    /// What the daemon says of any call, in Chinese; nothing for what is said of one alone.
    static func chineseError(_ message: String) -> String? {
        switch message {
        case RPCError.permissionDenied().message: "您的角色不能进行此操作"
        case RPCError.notFound().message: "没有这一项，或不在您的权限范围内"
        case RPCError.unauthenticated().message: "请先登录"
        case RPCError.aborted().message: "内容已被他人更新，请重新读取后再试"
        case RPCError.deadlineExceeded.message: "未能在时限内完成"
        case "meta.purpose: say why you need this; it is kept in the log": "请用 --purpose 说明用途，用途将记入访问日志"
        default: nil
        }
    }

    /// A state as the daemon writes it, of a thing as the state machines call it, in the person's language.
    static func state(_ raw: String, of thing: String) -> String {
        let english = raw.replacing("_", with: " ")
        let more = ["active": "进行中", "ended": "已结束"]
        return language.text(en: english, zh: states[thing]?[english] ?? more[english] ?? english)
    }

    private static let states: [String: [String: String]] = refusals.values.reduce(into: [:]) {
        $0[$1.0.thing] = $1.1.words
    }

    /// A thing, and the words of its states and moves.
    private typealias Thing = (thing: String, words: [String: String])

    private static let refusals: [String: (IllegalMove, Thing)] = {
        var refusals: [String: (IllegalMove, Thing)] = [:]
        func add<Machine: StateMachine>(_ machine: Machine.Type, _ thing: String, _ words: [String: String]) {
            for move in IllegalMove.all(of: machine) { refusals[move.description] = (move, (thing, words)) }
        }
        add(
            AppointmentState.self, "预约",
            [
                "requested": "待确认", "confirmed": "已确认", "checked in": "已到访", "completed": "已完成",
                "cancelled": "已取消", "no show": "未到访", "confirm": "确认", "reschedule": "改约", "check in": "登记到访",
                "complete": "完成", "cancel": "取消", "mark no-show": "登记未到访",
            ])
        add(
            AttachmentState.self, "附件",
            ["receiving": "上传中", "kept": "在档", "withdrawn": "已撤回", "append": "续传", "finish": "存入", "withdraw": "撤回"])
        add(
            CampaignState.self, "测评计划",
            [
                "draft": "起草", "open": "开放", "closed": "已关闭", "archived": "已归档", "close": "关闭", "archive": "归档",
            ])
        add(
            CareState.self, "关爱清单条目",
            [
                "proposed": "建议列入", "active": "关爱中", "monitoring": "观察中", "removed": "已移出", "activate": "列入",
                "change": "调整", "monitor": "转入观察", "remove": "移出", "review": "复核",
            ])
        add(
            CareProposalState.self, "效果建议",
            [
                "pending": "待确认", "accepted": "已采纳", "overridden": "已改定", "declined": "未采纳", "superseded": "已失效",
                "accept": "采纳", "override": "改定", "decline": "不采纳", "supersede": "失效",
            ])
        add(
            ConsultationState.self, "会诊",
            [
                "requested": "待指派", "assigned": "会诊中", "opinions in": "意见已齐", "concluded": "已形成结论",
                "cancelled": "已取消", "expired": "已逾期终止", "assign": "指派专家", "fall short": "专家不足", "give opinion": "出具意见",
                "close opinions": "截止意见", "conclude": "形成结论", "cancel": "取消", "expire": "逾期终止",
            ])
        add(
            CrisisState.self, "危机个案",
            [
                "opened": "已启动", "stabilising": "稳定期", "in treatment": "治疗期", "return assessment": "复学评估",
                "follow up": "跟踪期", "closed": "已结案", "stabilise": "进入稳定期", "begin treatment": "进入治疗期",
                "assess return": "进入复学评估", "resume treatment": "继续治疗", "relapse": "危机复发", "close": "结案",
            ])
        add(
            ErasureState.self, "删除申请",
            [
                "requested": "待确认", "confirmed": "删除中", "done": "已删除", "refused": "不予删除", "withdrawn": "已撤回",
                "confirm": "确认", "carry out": "执行", "refuse": "不予删除", "withdraw": "撤回",
            ])
        add(
            ExternalReportState.self, "外部通报",
            ["waiting": "待匹配", "matched": "已受理", "refused": "已退回", "match": "匹配学生", "refuse": "退回"])
        add(
            InstrumentState.self, "测评工具",
            [
                "installed": "已安装", "active": "启用", "retired": "停用", "suspended": "暂停", "removed": "已卸载",
                "install": "安装", "activate": "启用", "retire": "停用", "suspend": "暂停", "reinstate": "恢复",
                "uninstall": "卸载",
            ])
        add(
            NormState.self, "常模",
            ["installed": "已安装", "active": "启用", "retired": "停用", "activate": "启用", "retire": "停用"])
        add(
            PlanState.self, "一人一案",
            [
                "draft": "起草", "active": "执行中", "review due": "待评估", "adjusted": "已调整", "completed": "已完成",
                "escalated": "已升级", "declined monitored": "拒绝干预、持续观察", "lost to follow up": "失访", "activate": "启动",
                "fall due": "到期", "adjust": "调整", "complete": "完成", "escalate": "升级", "carry on": "继续执行",
                "decline": "登记拒绝", "lose contact": "登记失访", "reopen": "重新启动",
            ])
        add(
            RecordState.self, "档案记录",
            ["standing": "有效", "withdrawn": "已撤回", "correct": "更正", "end": "结束", "withdraw": "撤回"])
        add(
            ReferralState.self, "转介",
            [
                "drafted": "已起草", "consented": "已同意", "sent": "已送出", "received": "已接收", "scheduled": "已预约",
                "attended": "已就诊", "no show": "未到诊", "feedback": "已反馈", "refused": "未接收", "closed": "已结案",
                "withdrawn": "已撤回", "consent": "登记同意", "withdraw consent": "撤回同意", "send": "送出",
                "send on legal ground": "依法送出", "receive": "接收", "refuse": "不予接收", "schedule": "预约", "attend": "登记就诊",
                "miss": "登记未到诊", "give feedback": "反馈", "close": "结案", "withdraw": "撤回",
            ])
        add(
            RescoringState.self, "复评",
            [
                "running": "评分中", "ready": "待确认", "adopting": "采纳中", "adopted": "已采纳", "rejected": "不采纳",
                "cancelled": "已取消", "finish": "完成评分", "cancel": "取消", "adopt": "采纳", "reject": "不采纳",
                "complete": "完成采纳",
            ])
        add(
            SheetState.self, "答卷",
            [
                "invited": "待作答", "started": "作答中", "submitted": "已提交", "scored": "已计分", "absent": "缺席",
                "exempt": "免测", "declined": "拒测", "void": "作废", "start": "开始作答", "submit": "提交", "score": "计分",
                "mark absent": "登记缺席", "decline": "拒绝作答", "invite": "重新邀请", "offer again": "重新发放",
            ])
        add(
            SignalState.self, "线索",
            ["received": "待研判", "warned": "已预警", "set aside": "已搁置", "warn": "提出预警"])
        add(
            TransferState.self, "档案转接",
            [
                "sealed": "已封装", "acknowledged": "对方已签收", "expired": "副本已销毁", "withdrawn": "已撤回",
                "acknowledge": "登记回执", "withdraw": "撤回", "expire": "销毁副本",
            ])
        add(
            TraumaState.self, "创伤保护事项",
            ["reporting": "报告中", "supporting": "支持中", "closed": "已办结", "complete reports": "完成报告", "close": "办结"])
        add(
            WarningState.self, "预警",
            [
                "raised": "待确认", "acknowledged": "已认领", "confirmed": "已确认", "dismissed": "已排除",
                "in intervention": "干预中", "resolved": "已解除", "acknowledge": "认领", "hand over": "移交", "confirm": "确认",
                "dismiss": "排除", "begin intervention": "开始干预", "resolve": "解除",
            ])
        return refusals
    }()
}
