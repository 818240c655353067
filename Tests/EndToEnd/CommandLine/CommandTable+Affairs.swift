extension CommandTable {
    static let consultation: [CommandCase] = [
        .reads("consultation panel {school}", .counsellor, says: ["expert-1"]),
        .reads("consultation list {school}", .counsellor, says: ["甲明晰", "opinions in"], zh: ["意见已齐"]),
        .reads(
            "consultation show {consultation}", .counsellor, says: ["zz-opinion-own-zz", "expert-2"], zh: ["无利益冲突"]),
        .reads("opinion list", .expert, says: ["opinions in"], zh: ["意见已齐"]),
        .reads(
            "opinion file {consultation} --purpose 会诊", .expert, says: ["zz-question-own-zz", "junior"], zh: ["初中"]),
        .refused("opinion file {consultation}", .expert, 1, says: ["purpose"]),
        .reads("opinion peers {consultation}", .expert, says: ["zz-opinion-own-zz"]),
        .changes(
            "consultation conclude {consultation} 门诊随访 --recommend 每周面谈 --level CONCERN", .counsellor, says: ["门诊随访"]),
        .refused("opinion file {consultation} --purpose 会诊", .expert),
        .changes(
            "consultation request {classmate} 是否就诊 情绪低落 --urgent", .counsellor, keeps: .line("secondConsultation")),
        .changes(
            "consultation assign {secondConsultation} {account.expert} {account.secondExpert}", .counsellor,
            says: ["expert-1"]),
        .changes("opinion declare {secondConsultation}", .expert, says: ["no conflict"]),
        .changes("opinion give {secondConsultation} 建议就诊 --level CONCERN", .expert, says: ["experts assigned"]),
        .changes("consultation close-opinions {secondConsultation}", .counsellor, says: ["opinions in"]),
        .changes("consultation cancel {secondConsultation} 家长改变主意", .counsellor, says: ["cancelled"]),
    ]

    static let referral: [CommandCase] = [
        .reads("institution list {school}", .counsellor, says: ["定点医院", "psychiatric"], zh: ["精神专科"]),
        .changes(
            "institution create --unit {school} --name 市第四医院 --designated --green-channel 急诊", .registrar,
            keeps: .line("second")),
        .changes("institution update {second} --name 市第四人民医院", .registrar),
        .changes("institution close {second}", .registrar),
        .reads("referral list {school}", .counsellor, says: ["甲明晰", "sent"], zh: ["已送出"]),
        .reads("referral show {referral}", .counsellor, says: ["zz-referralReason-own-zz"]),
        .reads("referral grounds", .counsellor, says: ["mental_health_law_28"]),
        .reads("hospital list {hospital}", .liaison, says: ["甲明晰"]),
        .reads(
            "hospital show {referral}", .liaison, says: ["zz-referralReason-own-zz", "not consented to"], zh: ["未获同意"]),
        .changes("hospital receive {referral}", .liaison, says: ["received"]),
        .changes("hospital schedule {referral} {tomorrow}", .liaison, says: ["scheduled"]),
        .refused(
            "hospital feedback {referral} FIT 可返校", .liaison, 1, says: ["a referral that is scheduled"],
            zh: ["转介", "已预约"]),
        .changes("hospital attendance {referral} ATTENDED", .liaison, says: ["attended"]),
        .changes(
            "hospital feedback {referral} WITH_SUPPORT 每周复诊 --next-visit 2031-01-01", .liaison, says: ["feedback"]),
        .reads("referral show {referral}", .counsellor, says: ["with support", "每周复诊"], zh: ["支持下上学"]),
        .once("referral close {referral} MONITOR 继续观察", .counsellor, says: ["closed"]),
        .changes(
            "referral draft {own} {hospital} 情绪低落 失眠 --contact 辅导室", .counsellor, keeps: .line("thirdReferral")),
        .changes("referral withdraw {thirdReferral} 家长自行就诊", .counsellor, says: ["withdrawn"]),
        .changes("referral draft {own} {hospital} 情绪低落 失眠 --contact 辅导室", .counsellor, keeps: .line("secondReferral")),
        .changes("referral consent {secondReferral} GUARDIAN 母亲签字 --show IDENTITY --show REASON", .counsellor),
        .changes("referral withdraw-consent {secondReferral} 电话撤回", .counsellor),
        .changes("referral consent {secondReferral} GUARDIAN 母亲再次签字 --show IDENTITY", .counsellor),
        .changes("referral send {secondReferral}", .counsellor, says: ["sent"]),
        .once("hospital refuse {secondReferral} 床位已满", .liaison),
        .changes("referral close {secondReferral} OTHER_INSTITUTION 转省立医院", .counsellor),
        .refused("hospital show {secondReferral}", .liaison),
    ]

    static let crisis: [CommandCase] = [
        .reads("crisis list {school}", .lead, says: ["乙明晰", "opened"], zh: ["已启动"]),
        .reads("crisis show {crisis}", .lead, says: ["zz-pointNote-classmate-zz"], zh: ["清单事项"]),
        .follows("crisis watch {school}", .lead, says: ["乙明晰"]),
        .reads("crisis count {school}", .supervisor, says: ["held back"], zh: ["不显示"]),
        .changes("crisis assign {crisis} {account.lead} --helper {account.counsellor}", .lead),
        .once("crisis step {crisis} --step 联系家长 --step-within 2h", .lead),
        .changes("crisis point {crisis} CONSTANT_COMPANY", .counsellor),
        .changes("crisis point {crisis} MEANS_REMOVED --note", .counsellor, input: "已收走刀具"),
        .changes("crisis point {crisis} HOSPITAL_CONTACTED", .counsellor),
        .changes("crisis excuse {crisis} REPORTED_UP", .lead, input: "教育局已在场"),
        .refused("crisis follow-up {crisis} {crisis} NONE", .counsellor, input: "好转"),
        .once(
            "crisis advance {crisis} STABILISE --step 陪护 --step-within 1d", .lead, input: "清单完成", says: ["stabilising"]),
        .once("crisis advance {crisis} BEGIN_TREATMENT --step 就医 --step-within 3d", .lead, input: "已住院"),
        .once("crisis advance {crisis} ASSESS_RETURN --step 评估 --step-within 3d", .lead, input: "出院"),
        .changes("crisis assess-return {crisis} CONDITIONAL --condition 每周复诊", .counsellor, input: "病情稳定"),
        .once("crisis advance {crisis} FOLLOW_UP --step 回访 --step-within 3d", .lead, input: "返校"),
        .reads(
            "crisis show {crisis}", .counsellor, says: ["follow-up"],
            keeps: .answer("followUp", "crisisCase.followUps.0.id")),
        .reads("crisis show {crisis}", .counsellor, keeps: .answer("laterFollowUp", "crisisCase.followUps.1.id")),
        .changes("crisis follow-up {crisis} {followUp} WATCH", .counsellor, input: "情绪平稳"),
        .changes("crisis excuse-follow-up {crisis} {laterFollowUp}", .lead, input: "外出研学"),
        .once(
            "crisis lesson {crisis} --participant {account.counsellor} --action 夜间巡查 --within 30d", .lead, input: "响应及时"
        ),
        .reads(
            "crisis show {crisis}", .lead, says: ["夜间巡查"],
            keeps: .answer("action", "crisisCase.lessons.*.actions.0.id")),
        .changes("crisis finish-action {crisis} {action}", .lead, input: "已落实"),
        .refused(
            "crisis advance {crisis} STABILISE --step 陪护 --step-within 1d", .lead, input: "再来", 1,
            says: ["a crisis case"], zh: ["危机个案"]),
        .changes("crisis open {other}", .counsellor, input: "说到轻生"),
        .changes(
            "case-report submit {crisis}", .counsellor,
            input: """
                {"background":"初二","course":"晚自习后","riskFactors":"失眠","protectiveFactors":"师生关系好","analysis":"压力叠加",
                "measures":"陪护就医","outcome":"缓解","recommendations":"每周面谈"}
                """, keeps: .answer("hash", "report.contentHash")),
        .reads("case-report show {crisis} --purpose 审阅", .lead, says: ["晚自习后"]),
        .refused("case-report show {crisis}", .lead, 1, says: ["purpose"]),
        .changes("case-report sign {crisis} 2 {hash}", .lead),
        .changes("special-period plan {school} SPRING 2031-03-01 2031-03-31", .lead, keeps: .line("spring")),
        .reads("special-period list {school}", .lead, says: ["spring", "exams"], zh: ["春季"]),
        .changes("special-period end {spring}", .lead),
        .reads("special-period reviews {school}", .counsellor, says: ["甲明晰"], keeps: .answer("review", "reviews.0.id")),
        .changes("special-period review {review} WATCH", .counsellor, input: "已谈话"),
    ]

    static let trauma: [CommandCase] = [
        .reads("trauma list {school}", .lead, says: ["乙明晰"]),
        .refused("trauma show {trauma}", .counsellor),
        .changes("trauma assign {trauma} {account.counsellor}", .lead),
        .reads("trauma show {trauma} --purpose 报告", .counsellor, says: ["police"]),
        .changes("trauma step {trauma} police --receipt 公2030号 --note", .counsellor, input: "已报案"),
        .changes("trauma waive {trauma} one_stop", .lead, input: "不需要"),
        .refused("trauma close {trauma}", .lead, input: "已处理"),
        .changes("trauma open {other} BULLYING --gravity ORDINARY", .counsellor, input: "被孤立"),
    ]

    static let counselling: [CommandCase] = [
        .reads("rooms list {school}", .counsellor, says: ["静心室"]),
        .changes("rooms open {school} 第二辅导室", .counsellor, keeps: .line("secondRoom")),
        .changes(
            "rooms weekly {secondRoom} {account.counsellor} 1 08:00 09:00 --from 2031-01-01", .counsellor,
            keeps: .line("turn")),
        .changes("rooms dated {secondRoom} {account.counsellor} 2031-01-02 08:00 09:00", .counsellor),
        .changes("rooms absence {school} {account.counsellor} 2031-02-01 2031-02-03", .counsellor),
        .reads("rooms roster {school}", .counsellor, says: ["静心室"]),
        .changes("rooms remove {turn}", .counsellor),
        .changes("rooms close {secondRoom}", .counsellor),
        .reads("appointments slots {own}", .student, says: ["静心室"], keeps: .answer("start", "slots.20.startsAt")),
        .reads("appointments slots {own}", .student, keeps: .answer("laterStart", "slots.24.startsAt")),
        .changes("appointments move {appointment.open} {account.counsellor} {room} {start}", .student),
        .reads("appointments mine", .student, says: ["静心室"]),
        .reads("appointments list {school}", .counsellor, says: ["甲明晰", "requested"], zh: ["待确认"]),
        .reads("appointments list {class}", .teacher, says: ["甲明晰"]),
        .reads("appointments show {appointment.held}", .counsellor, says: ["zz-feedback-own-zz"], zh: ["已完成"]),
        .reads("appointments notes {appointment.held} --purpose 复查", .counsellor, says: ["zz-counsellingNotes-own-zz"]),
        .changes("appointments write-notes {appointment.held} --after 1", .counsellor, input: "补记"),
        .changes("appointments follow-up {appointment.held} 2031-01-01", .counsellor),
        .changes("appointments followed-up {appointment.held} 好转", .counsellor),
        .refused("appointments feedback {appointment.held} 5", .student, 1, says: ["already"]),
        .changes("appointments confirm {appointment.open}", .counsellor),
        .refused("appointments no-show {appointment.open}", .counsellor, 1, says: ["nobody is missing"]),
        .changes("appointments check-in {appointment.open}", .counsellor),
        .changes("appointments complete {appointment.open}", .counsellor),
        .refused(
            "appointments cancel {appointment.open}", .counsellor, 1, says: ["an appointment that is completed"],
            zh: ["预约", "已完成"]),
        .changes(
            "appointments book {other} {account.counsellor} {room} {laterStart}", .counsellor, keeps: .line("booked")),
        .changes("appointments cancel {booked} --reason 感冒", .counsellor),
        .reads("appointments statistics {school} 2026", .counsellor, says: []),
        .plain("appointments calendar", .counsellor, says: ["BEGIN:VCALENDAR"]),
    ]

    static let mentoring: [CommandCase] = [
        .reads("mentors list {school}", .counsellor, says: ["mentor"]),
        .reads("mentors mine", .mentor, says: ["甲明晰", "zz-advice-own-zz"]),
        .changes("mentors log {own} TALK --topic STUDY", .mentor, input: "谈了学习"),
        .reads("mentors contacts {own}", .mentor, says: ["谈了学习", "talk"], zh: ["谈话"]),
        .reads("mentors mentorships {school}", .counsellor, says: ["甲明晰"]),
        .reads("mentors compliance {school}", .counsellor, says: []),
        .reads("mentors requirements {school}", .counsellor, says: ["1209600"]),
        .changes("mentors require {school} --every-days 7 --form TALK --most 10", .counsellor),
        .changes("mentors enlist {school} {account.idle} --trained", .counsellor),
        .reads("mentors propose {school}", .counsellor, says: ["乙明晰"], keeps: .answer("fingerprint", "fingerprint")),
        .changes("mentors apply {school} {fingerprint}", .counsellor),
        .changes("mentors end {mentorship} 换导师", .counsellor),
        .changes("mentors assign {own} {account.idle} 家长意愿", .counsellor),
        .changes("mentors release {school} {account.idle}", .counsellor),
        .reads("peers gaps {school}", .counsellor, says: ["2"]),
        .reads("peers buddies {class}", .teacher, says: ["甲明晰", "戊明晰"]),
        .reads("peers mine", .student, says: ["戊明晰"]),
        .changes("peers part {pair} --reason 毕业", .teacher),
        .changes("peers pair {own} {friend}", .teacher),
    ]

    static let officer: [CommandCase] = [
        .reads("keys status", .security, says: ["1"]),
        .once("keys rotate", .security),
        .reads("audit list --limit 20", .security, says: ["RotateDataKeys", "security officer"], zh: ["安全员"]),
        .follows("audit watch", .security, says: ["KeyService/RotateDataKeys"]),
        .once("audit export {export}", .security),
        .once("audit checkpoint", .security, says: []),
        .reads("audit check", .security, says: ["intact"], zh: ["完整"]),
        .plain("audit verify {export} --key {logKey}", .nobody),
        .refused("audit list", .counsellor, 3),
    ]

    static let ending: [CommandCase] = [
        .once("logout", .peer),
        .refused("whoami", .peer, 3),
    ]

    /// Those that ask for secrets of their own have tests of their own, and `init` is how every test begins.
    static let elsewhere: Set<String> = ["init", "login", "password"]
}
