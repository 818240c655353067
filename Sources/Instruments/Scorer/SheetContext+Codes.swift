internal import CInstrument

extension SheetContext.Informant {
    var code: UInt32 {
        switch self {
        case .self: UInt32(XINYU_INFORMANT_SELF)
        case .parent: UInt32(XINYU_INFORMANT_PARENT)
        case .teacher: UInt32(XINYU_INFORMANT_TEACHER)
        case .peer: UInt32(XINYU_INFORMANT_PEER)
        case .clinician: UInt32(XINYU_INFORMANT_CLINICIAN)
        }
    }
}

extension SheetContext.Sex {
    var code: UInt32 {
        switch self {
        case .female: UInt32(XINYU_SEX_FEMALE)
        case .male: UInt32(XINYU_SEX_MALE)
        }
    }
}

extension SheetContext.Stage {
    var code: UInt32 {
        switch self {
        case .primary: UInt32(XINYU_STAGE_PRIMARY)
        case .junior: UInt32(XINYU_STAGE_JUNIOR)
        case .senior: UInt32(XINYU_STAGE_SENIOR)
        case .vocational: UInt32(XINYU_STAGE_VOCATIONAL)
        case .higherVocational: UInt32(XINYU_STAGE_HIGHER_VOCATIONAL)
        case .university: UInt32(XINYU_STAGE_UNIVERSITY)
        }
    }
}
