internal import Domain

/// The words of the archive's lines and of printed reports.
extension CrisisState {
    var title: String {
        switch self {
        case .opened: "启动"
        case .stabilising: "稳定期"
        case .inTreatment: "治疗期"
        case .returnAssessment: "复学评估"
        case .followUp: "跟踪期"
        case .closed: "结案"
        }
    }
}

extension CrisisPoint {
    var title: String {
        switch self {
        case .constantCompany: "专人陪护"
        case .meansRemoved: "移除危险物品"
        case .guardiansTold: "告知监护人"
        case .hospitalContacted: "联系医院"
        case .reportedUp: "逐级上报"
        }
    }
}

extension ReturnDecision {
    var title: String {
        switch self {
        case .return: "可以复学"
        case .conditional: "有条件复学"
        case .notYet: "暂不复学"
        }
    }
}
