extension Words {
    /// A column's heading in the person's language; one that has no word here stays as it is.
    static func heading(_ english: String) -> String {
        Language.current.text(en: english, zh: chineseHeadings[english] ?? english)
    }

    private static let chineseHeadings = [
        "account": "账号", "acknowledge by": "认领期限", "actor": "操作账号", "at": "时间", "band": "分级", "campaign": "测评计划",
        "class": "班级", "code": "验证码", "confirmed": "确认等级", "critical": "关键条目", "evidence": "依据", "goals": "目标",
        "id": "编号", "index": "序号", "instrument": "量表", "kind": "类别", "level": "等级", "login": "登录名", "method": "操作",
        "name": "姓名/名称", "number": "学号", "outcome": "结果", "owner keys": "学生密钥数", "purpose": "用途", "raw": "原始分",
        "reason": "理由", "review": "复核日", "role": "角色", "roles": "角色", "rules": "触发规则", "scale": "分量表",
        "scope": "范围", "scope id": "范围编号", "sealed values": "密文数", "state": "状态", "student": "学生", "subject": "对象",
        "suggested": "建议等级", "summary": "摘要", "term": "期次", "title": "名称", "until": "截止", "version": "版本",
        "year": "学年",
        "all": "全部", "begins": "开始", "buddy": "伙伴", "cancelled": "已取消", "compliant": "达标", "completed": "已完成",
        "contact due": "应联系日", "content": "内容", "counsellor": "咨询师", "counsellor id": "咨询师编号", "follow-up": "追踪日",
        "form": "方式", "from": "起", "hours": "时间", "mentees": "学生数", "mentor": "导师", "mentorships": "结对数",
        "most": "上限", "no-show": "未到访", "no-show rate": "爽约率", "notes": "记录版本", "of": "对象", "open": "进行中",
        "overdue": "逾期", "present": "现有", "priority": "优先类别", "room": "辅导室", "room id": "辅导室编号", "school": "学校",
        "start": "开始（UTC）", "student id": "学生编号", "support advice": "支持建议", "trained": "受训", "wait (h)": "等候（时）",
        "wanted": "应有", "weekday": "星期", "without mentor": "无导师",
    ]
}
