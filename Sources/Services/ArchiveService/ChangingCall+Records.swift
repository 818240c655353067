internal import Domain
internal import JSONRPC
internal import Router
internal import Store

extension ChangingCall {
    /// Keeps a new record of a student's archive, by the caller and now. Its line is told by who knows what it is.
    func keepRecord(
        of student: StudentRecord, _ content: RecordContent, at moment: Timestamp, endsAt: Timestamp? = nil
    ) throws -> ArchiveRecord {
        let record = ArchiveRecord(
            school: student.school, id: newIdentifier(), student: student.id,
            ArchiveRecordVersion(
                author: context.accountID, recordedAt: context.now, at: moment, endsAt: endsAt, content: content))
        try transaction.insert(record)
        return record
    }

    /// Adds a version to a record, and its line to the archive. What stood before stays.
    ///
    /// - Throws: `IllegalMove` for a record that was withdrawn; `ABORTED` if it was changed meanwhile.
    func change(
        _ record: ArchiveRecord, _ move: RecordState.Move, _ content: RecordContent? = nil, at moment: Timestamp? = nil,
        endsAt: Timestamp?, reason: String
    ) throws -> ArchiveRecord {
        var record = record
        record.state = try record.state.applying(move)
        record.version = ArchiveRecordVersion(
            number: record.version.number + 1, ArchiveRecordVersion.Change(move), author: context.accountID,
            recordedAt: context.now, at: moment ?? record.version.at, endsAt: endsAt,
            content: content ?? record.version.content, reason: reason)
        guard try transaction.append(versionOf: record) else { throw RPCError.aborted() }
        try tellArchive(
            record.topic.kind, of: record.student, in: record.school, subject: record.id,
            "\(record.version.content.name)：\(move.name)（第\(record.version.number)版）")
        count(.records, 1)
        return record
    }
}

extension ArchiveRecordVersion.Change {
    fileprivate init(_ move: RecordState.Move) {
        self =
            switch move {
            case .correct: .corrected
            case .end: .ended
            case .withdraw: .withdrawn
            }
    }
}

/// For lines of the archive.
extension RecordState.Move {
    fileprivate var name: String {
        switch self {
        case .correct: "更正"
        case .end: "已结束"
        case .withdraw: "撤回"
        }
    }
}

extension RecordContent {
    var name: String {
        switch self {
        case .observation: "日常观察"
        case .information(let information): "信息（\(information.source.name)）"
        case .circumstance(let circumstance): "重点关注类别（\(circumstance.category.name)）"
        }
    }
}

extension InformationSource {
    var name: String {
        switch self {
        case .student: "学生本人"
        case .guardian: "监护人"
        case .classmate: "同学"
        case .teacher: "教师"
        case .hospital: "医疗机构"
        case .hotline: "心理热线"
        case .police: "公安"
        case .onlineIncident: "网络事件"
        case .otherSchool: "其他学校"
        case .community: "社区"
        case .schoolFiles: "学校资料"
        case .other: "其他"
        }
    }
}

extension CircumstanceCategory {
    var name: String {
        switch self {
        case .singleParent: "单亲"
        case .divorced: "离异"
        case .leftBehind: "留守"
        case .migrant: "随迁"
        case .blendedFamily: "重组家庭"
        case .noParentalCare: "孤儿或事实无人抚养"
        case .congenitalDisease: "先天性疾病"
        case .weakConstitution: "体质异常"
        case .chronicIllness: "慢性疾病"
        case .disability: "残疾"
        case .mentalCondition: "特殊心理状况"
        case .specialPersonality: "特殊个性"
        case .economicHardship: "家庭经济困难"
        case .studyPressure: "学习压力大"
        case .bullyingVictim: "曾受欺凌"
        case .violenceVictim: "曾受暴力侵害"
        case .sexualAssaultVictim: "曾受性侵害"
        }
    }
}
