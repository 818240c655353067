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
        "appointment": "预约时间", "birth date": "出生日期", "case": "个案编号", "conclude by": "结论期限",
        "contact": "联系方式", "days before": "申请前天数", "declaration": "利益申报", "delay": "时限",
        "designated": "定点", "effects": "效果", "giver": "同意人", "green channel": "绿色通道", "ground": "法律依据",
        "law": "法律", "next step by": "下一步期限", "open": "进行中", "opinion": "意见", "opinion at": "意见时间",
        "opinions by": "意见期限", "overdue": "逾期", "school": "学校", "sections": "范围", "text": "条文", "urgency": "紧急程度",
    ]
}
