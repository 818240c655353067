/// Instruments from the author's folder on, norms, and figures of closed campaigns.
extension CommandTable {
    static let rescoring: [CommandCase] = [
        .reads("rescoring list {laterCampaign}", .counsellor, says: ["late", "ready"], zh: ["待确认"]),
        .reads(
            "rescoring show {laterCampaign} {rescoring}", .counsellor, says: ["students compared: 1"],
            zh: ["可比较学生"]),
        .reads("rescoring show {laterCampaign} {rescoring}", .instruments, says: ["held back"], zh: ["不显示"]),
        .reads(
            "rescoring changes {laterCampaign} {rescoring}", .counsellor, says: ["甲明晰", "low", "high"], zh: ["甲明晰"]),
        .refused("rescoring changes {laterCampaign} {rescoring}", .instruments, 3),
        .plain("rescoring watch {laterCampaign} {rescoring}", .instruments, says: ["ready", "1/1"], zh: ["待确认"]),
        .changes("rescoring reject {laterCampaign} {rescoring}", .counsellor, says: ["rejected"]),
        .changes(
            "rescoring start {laterCampaign} late 1.1.0", .instruments,
            keeps: .answer("secondRescoring", "rescoring.id")),
        .plain("rescoring watch {laterCampaign} {secondRescoring}", .instruments, says: ["ready"]),
        .refused(
            "rescoring cancel {laterCampaign} {secondRescoring}", .counsellor, 1, says: ["a rescoring that is ready"],
            zh: ["复评", "待确认"]),
        .changes("rescoring adopt {laterCampaign} {secondRescoring}", .counsellor, says: ["adopt"]),
    ]

    static let norms: [CommandCase] = [
        .plain(
            "norms check {norms} --instruments {instruments}", .nobody, says: ["phq9-all 1.0.0"], zh: ["phq9-all 1.0.0"]
        ),
        .plain("norms sign {norms} --secret-key {secretKey}", .nobody),
        .once("norms install {norms}", .instruments, says: ["phq9-all 1.0.0"]),
        .changes("norms activate phq9-all 1.0.0", .instruments),
        .reads("norms list", .counsellor, says: ["in use", "Trial"], zh: ["试验常模"]),
        .reads("norms show phq9-all", .instruments, says: ["made up for a test"]),
        .changes("norms retire phq9-all 1.0.0", .instruments),
        .reads("norms recompute {sheet.own}", .counsellor),
        .reads("psychometrics items --instrument late --unit {school}", .counsellor, says: ["held back"], zh: ["不显示"]),
        .reads(
            "psychometrics reliability --instrument late --unit {school}", .counsellor, says: ["sheets of 1 campaigns"],
            zh: ["测评计划 1 个"]),
        .reads(
            "psychometrics distribution --instrument late --unit {school}", .supervisor, says: ["held back"],
            zh: ["不显示"]),
        .reads(
            "psychometrics curve --instrument late --unit {school} --level watch", .counsellor,
            says: ["nobody else is counted"], zh: ["未计入"]),
        .refused(
            "psychometrics propose late-own 1.0.0 {proposal} --instrument late --unit {school}", .counsellor, 1,
            says: ["no scale can be told"],
            zh: ["没有分量表"]),
    ]

    static let instrument: [CommandCase] = [
        .reads("instrument list", .instruments, says: ["phq9", "active"], zh: ["启用"]),
        .once("instrument install {instruments}/gad7", .instruments, says: ["gad7"]),
        .changes("instrument activate gad7 1.0.0", .instruments),
        .changes("instrument retire gad7 1.0.0", .instruments),
        .reads("instrument versions", .instruments, says: ["phq9", "late", "1.1.0"], zh: ["停用"]),
        .reads("instrument verify gad7 1.0.0", .instruments, says: ["gad7 1.0.0: retired"], zh: ["停用"]),
        .changes("instrument suspend gad7 1.0.0 --reason 试停", .instruments, says: ["suspended"]),
        .once("instrument reinstate gad7 1.0.0", .instruments, says: ["gad7 1.0.0: installed"]),
        .changes("instrument uninstall gad7 1.0.0", .instruments, says: ["removed"]),
        .refused("instrument uninstall phq9 1.0.0", .instruments),
        .reads("instrument history gad7", .instruments, says: ["试停", "removed"], zh: ["试停"]),
        .once(
            "instrument new practice --language c --folder {newInstrument} --kit {repository}", .nobody,
            says: ["manifest.json"]),
        .refused(
            "instrument new practice --language c --folder {newInstrument} --kit {repository}", .nobody, 1,
            says: ["is there already"], zh: ["已存在"]),
        .plain(
            "instrument sign {lateInstrument} --secret-key {secretKey}", .nobody, says: ["id=late"], zh: ["id=late"]),
        .plain(
            "instrument check {instruments}/phq9 --instruments {instruments}", .nobody, says: ["is sound"], zh: ["通过检查"]
        ),
        .plain(
            "instrument vectors - --instrument phq9 --instruments {instruments}", .nobody,
            input: "{\"values\":[0,0,0,0,0,0,0,0,0]}\n"),
    ]
}
