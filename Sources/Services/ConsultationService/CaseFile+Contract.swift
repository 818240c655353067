internal import Domain
internal import Store
internal import XinyuAPI

extension APICaseFile {
    init(_ file: CaseFileRecord, of body: ConsultationRecord.Body) {
        self.init()
        pseudonym = body.pseudonym
        question = body.question
        summary = body.summary
        ageYears = UInt32(clamping: file.ageYears ?? 0)
        sex = file.sex.map { APISex($0) } ?? .unspecified
        stage = file.stage.map { APISchoolStage($0) } ?? .unspecified
        grade = UInt32(clamping: file.grade ?? 0)
        scores = file.scores.map(APICaseFile.Score.init)
        warnings = file.warnings.map(APICaseFile.Warning.init)
        interventions = file.interventions.map(APICaseFile.Intervention.init)
    }
}

extension APICaseFile.Score {
    fileprivate init(_ score: CaseFileRecord.Score) {
        self.init()
        instrumentID = score.instrument
        scaleID = score.scale
        valueMilli = Int32(clamping: score.value)
        band = score.band ?? ""
        daysBefore = UInt32(clamping: score.daysBefore)
    }
}

extension APICaseFile.Warning {
    fileprivate init(_ warning: CaseFileRecord.Warning) {
        self.init()
        state = warning.state.rawValue
        suggestedLevel = APIAttentionLevel(warning.suggested)
        confirmedLevel = warning.confirmed.map { APIAttentionLevel($0) } ?? .unspecified
        ruleIds = warning.rules
        daysBefore = UInt32(clamping: warning.daysBefore)
    }
}

extension APICaseFile.Intervention {
    fileprivate init(_ intervention: CaseFileRecord.Intervention) {
        self.init()
        kind =
            switch intervention.kind {
            case .careList: .careList
            case .plan: .plan
            case .interview: .interview
            case .referral: .referral
            case .crisisCase: .crisisCase
            case .counselling: .counselling
            case .mentoring: .mentoring
            }
        state = intervention.state
        level = intervention.level.map { APIAttentionLevel($0) } ?? .unspecified
        effects = intervention.effects
        daysBefore = UInt32(clamping: intervention.daysBefore)
    }
}
