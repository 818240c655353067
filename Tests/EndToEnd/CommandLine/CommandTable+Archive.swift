/// Archives, and what persons and schools have a right to.
extension CommandTable {
    static let archive: [CommandCase] = [
        .reads("archive show {own} --purpose 研判", .counsellor, says: ["observations", "甲明晰"], zh: ["日常观察"]),
        .refused("archive show {own}", .counsellor, 1, says: ["purpose"]),
        .refused("archive show {own} --purpose 研判", .teacher, 3),
        .reads(
            "archive list {own} INFORMATION --withdrawn --purpose 研判", .counsellor,
            says: ["zz-archiveInformation-own-zz", "withdrawn"], zh: ["已撤回"]),
        .changes(
            "information record {own} POLICE --trust CONFIRMED --detail 公2031号", .counsellor, input: "夜间走失",
            keeps: .line("told-to-us")),
        .changes("information correct {told-to-us} 1 写错日期 POLICE", .counsellor, input: "凌晨走失", says: ["2"]),
        .reads(
            "archive versions {told-to-us} --purpose 研判", .counsellor, says: ["夜间走失", "写错日期", "corrected"],
            zh: ["凌晨走失", "更正"]),
        .refused("information correct {told-to-us} 1 又写错 POLICE", .counsellor, input: "走失"),
        .changes("archive withdraw {told-to-us} 误录", .counsellor),
        .changes("observe {own} --sign SLEEP", .teacher, input: "上课瞌睡", keeps: .line("seen")),
        .changes("observation correct-own {seen} 笔误 --sign SLEEP", .teacher, input: "早读瞌睡", says: ["2"]),
        .refused("observation correct {seen} 2 核实", .teacher, input: "早读瞌睡", 3),
        .changes("observation correct {seen} 2 核实", .counsellor, input: "早读瞌睡两次", says: ["3"]),
        .changes(
            "circumstances add {classmate} ECONOMIC_HARDSHIP --source SCHOOL_FILES --since 2026-03-01", .counsellor,
            keeps: .line("hardship")),
        .changes(
            "circumstances correct {hardship} 1 核实 ECONOMIC_HARDSHIP --source GUARDIAN --note 低保", .counsellor,
            says: ["2"]),
        .reads(
            "circumstances list {class} --purpose 摸排", .counsellor, says: ["甲明晰", "低保", "left behind"], zh: ["留守"]),
        .changes("circumstances end {hardship} 已脱困", .counsellor),
        .once("attachments add {own} {letter} --note 复诊单", .counsellor, keeps: .line("attachment")),
        .reads("attachments list {own} --purpose 研判", .counsellor, says: ["复诊单", "kept", "withdrawn"], zh: ["在档"]),
        .plain("attachments get {attachment} --purpose 研判", .counsellor, says: ["下周一复诊"], zh: ["下周一复诊"]),
        .refused("attachments get {attachment} --purpose 研判", .lead, 3),
        .changes("attachments withdraw {attachment} 误传", .counsellor),
    ]

    static let transfer: [CommandCase] = [
        .once("transfer card {school} {card}", .registrar, says: ["求真试验中学"]),
        .once("transfer add-school {school} {neighbour.card} {neighbour.fingerprint}", .registrar, says: ["向阳试验中学"]),
        .refused("transfer add-school {school} {neighbour.card} 0000", .registrar),
        .reads("transfer schools {school}", .registrar, says: ["向阳试验中学"]),
        .reads("transfer received {newcomer} --purpose 接收", .counsellor, says: ["zz-received-otherClass-zz"]),
        .refused("transfer seal {classmate} {neighbour} {lost}", .counsellor, 1, says: ["purpose"]),
        .once("transfer seal {classmate} {neighbour} {lost} --purpose 转学", .counsellor, says: ["records for 向阳试验中学"]),
        .changes("transfer withdraw {classmate}", .counsellor, says: ["withdrawn"]),
        .once("transfer seal {classmate} {neighbour} {parcel} --purpose 转学", .counsellor, says: ["parcel"]),
        .reads("transfer list {school}", .registrar, says: ["乙明晰", "sealed", "withdrawn"], zh: ["已封装"]),
        .once(
            "transfer receive {neighbour} {parcel} {receipt} --class {neighbour.class} --purpose 接收", .neighbour,
            says: ["enrolled"]),
        .changes("transfer acknowledge {classmate} {receipt}", .counsellor, says: ["read-only here"]),
        .refused("observe {classmate}", .counsellor, input: "课间独处", 1, says: ["another school"]),
    ]

    static let rights: [CommandCase] = [
        .reads("records retention {own}", .counsellor, says: ["zz-holdReason-own-zz", "nothing goes"], zh: ["已冻结销毁"]),
        .refused("records erase {own} unlawful 家长申请", .registrar, 1, says: ["hold"]),
        .changes("records release {own}", .lead),
        .changes("records hold {own} 诉讼", .lead),
        .changes("records left {friend} {today}", .registrar, says: ["20"]),
        .reads("records retention {friend}", .registrar, says: ["left on 20"], zh: ["离校 20", "各部分"]),
        .refused(
            "records copy {own} {copy}", .counsellor, input: "words that nobody guesses\n", 1, says: ["purpose"]),
        .once(
            "records copy {own} {copy} --purpose 家长申请", .counsellor, input: "words that nobody guesses\n",
            says: ["records"]),
        .plain("records open {copy}", .nobody, input: "words that nobody guesses\n", says: ["甲明晰"], zh: ["甲明晰"]),
        .refused("records open {copy}", .nobody, input: "other words than those\n"),
        .once("records statement {own} {statement}", .counsellor),
        .plain("records verify {statement} --key {logKey}", .nobody, says: ["each in the signed log"], zh: ["已签名"]),
        .reads("records erasures", .security, says: ["requested", "guardian"], zh: ["待确认"]),
        .changes("records keep {friend}", .registrar, says: ["withdrawn"]),
        .changes("records erase {friend} guardian-request 家长申请", .registrar, says: ["requested"]),
        .changes("records refuse {friend}", .security, says: ["refused"]),
        .changes(
            "records erase {friend} consent-withdrawn 撤回同意", .registrar, says: ["requested"],
            keeps: .answer("erasure", "erasure.id")),
        .refused("records confirm {friend} {own}", .security),
        .once("records confirm {friend} {erasure}", .security, says: ["done"]),
        .reads("records erasures --all", .security, says: ["done", "refused", "withdrawn"], zh: ["已删除"]),
    ]
}
