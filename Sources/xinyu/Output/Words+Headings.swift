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
        "by": "报告人", "due": "到期", "facts": "要素", "from": "起", "gap": "缺口", "how many": "数量", "last": "上次",
        "level now": "现行等级", "needed": "应有", "note": "备注", "part": "职责", "person": "人员", "received": "收到时间",
        "reference": "来文编号", "reported": "通报时间", "rule": "规则", "sent": "报送时间", "signals": "线索数",
        "signals now": "现行线索数", "students": "学生数", "students now": "现行学生数", "text": "内容",
        "there are": "现有", "unit": "单位", "was due": "原期限", "what": "事项", "when": "时间", "who": "人员",
    ]
}
