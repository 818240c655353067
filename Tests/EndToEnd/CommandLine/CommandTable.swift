/// Every command of `xinyu`, at least once. They are typed in this order, each in the school that the ones before have
/// left. A new command of the program must be added here, or the test fails.
enum CommandTable {
    static let all: [CommandCase] =
        session + organisation + screening + network + care + plans + consultation + referral + crisis + trauma
        + counselling + mentoring + archive + rescoring + norms + instrument + officer + transfer + rights + ending

    /// Names that the tables may use without having kept them: `CommandSchool` knows them from the beginning.
    static let known: Set<String> = [
        "school", "grade", "class", "otherClass", "dorm", "campaign", "own", "classmate", "friend",
        "other", "number",
        "sheet.own", "sheet.classmate", "sheet.other", "warning.own", "warning.classmate", "warning.other", "entry.own",
        "entry.classmate", "entry.other", "plan", "measure.teacher", "signal", "report", "consultation", "referral",
        "hospital", "crisis", "trauma", "period", "appointment.held", "appointment.open", "room", "pair", "mentorship",
        "grant", "account.teacher", "account.counsellor", "account.lead", "account.mentor", "account.idle",
        "account.expert", "account.secondExpert", "rules", "roster", "answers", "instruments", "logKey", "export",
        "tomorrow", "today", "card", "lost", "parcel", "receipt", "copy", "statement", "letter", "newcomer",
        "neighbour",
        "neighbour.card", "neighbour.fingerprint", "neighbour.class", "laterCampaign", "rescoring", "norms", "proposal",
        "secretKey", "lateInstrument", "newInstrument", "repository",
    ]

    static let session: [CommandCase] = [
        .reads("whoami", .teacher, says: ["class teacher", "unit"], zh: ["班主任", "单位"]),
        .refused("whoami", .nobody, 3),
        .refused("day", .supervisor, 3),
        .plain("discover", .nobody, says: ["openrpc"]),
        .plain("call xinyu.v1.UnitService/ListMyUnits {}", .teacher, says: ["八年级1班"]),
        .refused("call xinyu.v1.ResultService/ListResults {\"studentId\":\"{own}\"}", .teacher, 3),
        .follows(
            "watch xinyu.v1.WarningService/WatchWarnings {\"unitId\":\"{school}\"}", .counsellor, says: ["isSnapshot"]),
        .reads("status", .security, says: ["calls"]),
        .refused("status", .teacher, 3),
    ]

    static let organisation: [CommandCase] = [
        .reads("units list", .teacher, says: ["八年级1班"]),
        .reads("units list {school}", .registrar, says: ["八年级1班", "class"], zh: ["班级"]),
        .changes("units create CLASS 八年级9班 --parent {grade}", .registrar, keeps: .line("newClass")),
        .refused("units create CLASS 八年级8班 --parent {grade}", .teacher, 3),
        .once("roster import {school} {roster}", .registrar, says: ["unchanged"]),
        .reads("roster list {class}", .teacher, says: ["甲明晰", "926100017"], zh: ["学号", "姓名"]),
        .reads("roster find {school} {number}", .registrar, says: ["甲明晰"]),
        .refused("roster find {school} 0", .registrar),
        .changes(
            "accounts create {school} newcomer 新老师", .registrar, input: "a first password\n", keeps: .line("account")),
        .reads("accounts list {school}", .registrar, says: ["newcomer", "class teacher"], zh: ["班主任"]),
        .changes(
            "accounts request {account} COUNSELLOR --unit {school} --reason 轮岗", .registrar, keeps: .line("asked")),
        .reads("accounts pending", .security, says: ["counsellor", "轮岗"], zh: ["心理教师"]),
        .changes("accounts decide {asked} reject", .security),
        .changes("accounts revoke {grant}", .registrar),
        .reads("accounts why {account.counsellor} {own}", .security, says: ["allowed"], zh: ["可查看"]),
    ]

    static let screening: [CommandCase] = [
        .reads("campaigns list {school}", .counsellor, says: ["open"], zh: ["进行中"]),
        .once(
            "campaigns create {school} 复测 --instrument phq9 --responder {account.counsellor} --school-year 2026 --unit {otherClass} --consent 同意",
            .counsellor, keeps: .line("second")),
        .changes("campaigns open {second} --consent-collected", .counsellor),
        .reads("campaigns coverage {campaign} {class}", .teacher, says: ["八年级1班", "乙明晰"], zh: ["覆盖率", "缺测"]),
        .once("campaigns codes {second} {otherClass}", .counsellor, says: ["丙明晰"]),
        .once("sheets enter {second} {otherClass} {answers}", .counsellor, says: ["entered 1"]),
        .reads(
            "sheets list {second} {otherClass}", .counsellor, says: ["丙明晰", "scored"],
            keeps: .answer("secondSheet", "sheets.0.id")),
        .changes("sheets mark {secondSheet} VOID --reason 代答", .counsellor),
        .changes("sheets again {secondSheet}", .counsellor),
        .changes("campaigns close {second}", .counsellor),
        .refused(
            "campaigns open {second} --consent-collected", .counsellor, 1, says: ["not possible for a campaign"],
            zh: ["测评计划", "已关闭"]),
        .reads("sheets mine", .student, says: ["phq9"]),
        .reads("sheets show {sheet.own}", .student, says: ["1"]),
        .reads("sheets list {campaign} {class}", .counsellor, says: ["甲明晰", "scored"], zh: ["已计分"]),
        .changes("sheets mark {sheet.classmate} ABSENT", .teacher),
        .refused("sheets submit {sheet.own} 0 0 0 0 0 0 0 0 0", .student),
        .reads("results {own}", .counsellor, says: ["phq9", "17"], zh: ["量表", "中重度"]),
        .refused("results {own}", .teacher, 3),
    ]

    static let network: [CommandCase] = [
        .reads("network show {school}", .counsellor, says: ["八年级1班", "responsible"], zh: ["责任人"]),
        .changes("network assign {grade} {account.idle}", .registrar, keeps: .line("duty")),
        .reads("network gaps {school}", .counsellor, says: ["八年级2班"]),
        .changes("network end {duty}", .registrar),
        .changes("signals report {other} HOTLINE --trust HEARSAY", .counsellor, input: "热线来电", keeps: .line("told")),
        .reads("signals list {school}", .counsellor, says: ["丙明晰", "hotline"], zh: ["热线"]),
        .reads("signals show {told}", .counsellor, says: ["热线来电"]),
        .changes("signals decide {told} SET_ASIDE 已核实", .counsellor),
        .refused("signals decide {told} SET_ASIDE 又一次", .counsellor, 1, says: ["signal"]),
        .changes(
            "external send {school} --number 1 --reference 公函1号", .reporter, input: "夜间在外",
            keeps: .line("second-report")),
        .reads("external own", .reporter, says: ["公函1号", "waiting"], zh: ["待匹配"]),
        .reads("external list {school}", .counsellor, says: ["夜间在外"]),
        .changes("external match {report} {own}", .counsellor),
        .changes("external refuse {second-report} 查无此人", .counsellor),
        .refused("external refuse {second-report} 再次", .counsellor, 1, says: ["an external report"]),
        .changes("reports send {otherClass} --nothing", .gradeLead),
        .refused("reports send {class} --nothing", .teacher, 1, says: ["has reported"]),
        .reads("reports list {grade}", .gradeLead, says: ["八年级1班", "八年级2班"]),
        .reads("reports sweep {school}", .counsellor, says: []),
        .changes("reports visit {dorm}", .counsellor, input: "一切正常"),
        .refused("reports review {dorm}", .counsellor, input: "正常"),
        .reads("reports rounds {school}", .counsellor, says: ["晨曦楼"]),
    ]

    static let care: [CommandCase] = [
        .reads("warnings list {school}", .counsellor, says: ["甲明晰", "raised"], zh: ["待确认"]),
        .follows("warnings watch {school}", .counsellor, says: ["甲明晰"]),
        .reads("warnings history {warning.classmate}", .counsellor, says: ["raised", "八年级1班"], zh: ["八年级1班"]),
        // By now the daemon has told the class teacher, which it does every two seconds.
        .reads("day", .teacher, says: ["acknowledge a warning", "乙明晰"], zh: ["接收预警"]),
        .changes("warnings acknowledge {warning.classmate}", .teacher),
        .changes("warnings hand-over {warning.classmate} {account.counsellor} 请接手", .teacher),
        .changes("warnings claim {warning.classmate} 专班研判", .lead),
        .once("warnings interview {warning.classmate} WATCH", .counsellor, input: "已面谈"),
        .changes("warnings begin {warning.classmate} 每周谈话", .counsellor),
        .changes("warnings resolve {warning.classmate} 出勤恢复", .counsellor),
        .refused(
            "warnings resolve {warning.classmate} 再次", .counsellor, 1, says: ["a warning that is resolved"],
            zh: ["预警", "已解除"]),
        .changes("warnings acknowledge {warning.other}", .counsellor),
        .changes("warnings dismiss {warning.other} 误触", .counsellor),
        .reads("warnings try-rules {school} {rules} --purpose 试算", .counsellor, says: ["self-harm-item"], zh: ["规则"]),
        .reads("care list {class}", .teacher, says: ["甲明晰", "active"], zh: ["关爱中"]),
        .refused("care list {otherClass}", .teacher),
        .reads("care show {entry.own}", .counsellor, says: ["甲明晰", "review"], zh: ["复核"]),
        .changes("care activate {entry.other} CONCERN 面谈后", .counsellor),
        .changes("care change {entry.other} WATCH 好转", .counsellor),
        .changes("care monitor {entry.other} 观察", .counsellor),
        .changes("care review {entry.own} 维持", .counsellor, says: ["20"]),
        .changes("care remove {entry.other} 恢复", .counsellor),
        .changes("care propose {other} WATCH 上课走神", .counsellor),
        .reads("care proposals {school}", .counsellor, says: []),
        .refused("care decide {entry.own} {entry.own} ACCEPT 同意", .counsellor),
        .reads("care counts {grade}", .gradeLead, says: ["八年级"], zh: ["清单人数"]),
        .reads("timeline {own} --purpose 研判", .counsellor, says: ["enrolment"], zh: ["建档"]),
        .refused("timeline {own}", .counsellor, 1, says: ["purpose"]),
        .changes("observe {own}", .teacher, input: "课间独处"),
    ]

    static let plans: [CommandCase] = [
        .reads("plans list {own}", .counsellor, says: ["active"], zh: ["执行中"]),
        .reads("plans of-unit {school}", .counsellor, says: ["zz-planGoal-own-zz"]),
        .reads("plans show {plan}", .counsellor, says: ["zz-planGoal-own-zz"]),
        .reads("plans history {plan}", .counsellor, says: ["zz-planReason-own-zz"]),
        .refused("plans series {plan} --instrument phq9", .counsellor, 1, says: ["fewer than 30 students"]),
        .refused("plans effect {plan} {own} {own}", .counsellor),
        .once("plans adjust {plan} 调整 --measure 家访 --review-on 2030-03-01", .counsellor),
        .changes("plans review {plan} CONTINUE 继续 --participant 林老师 --next-on 2030-04-01", .counsellor),
        .reads("plans mine", .teacher, says: ["zz-teacherMeasure-own-zz"]),
        .changes("plans done {plan} {measure.teacher}", .teacher),
        .changes("plans decline {plan} 家长不同意", .counsellor),
        .changes("plans reopen {plan} 家长同意 2030-05-01", .counsellor),
        .changes("plans lost {plan} 失联", .counsellor),
        .changes("plans reopen {plan} 已联系上 2030-05-01", .counsellor),
        .changes("plans finish {plan} COMPLETED 目标达成", .counsellor),
        .changes(
            "plans create {classmate} --goal 出勤 --measure 谈话 --owner-role CLASS_TEACHER --review-on 2030-01-01",
            .counsellor,
            keeps: .line("secondPlan")),
        .changes("plans activate {secondPlan}", .counsellor),
        .refused("plans activate {secondPlan}", .counsellor, 1, says: ["a plan that is active"], zh: ["一人一案", "执行中"]),
    ]
}
