internal import Domain

extension CaseFileRecord {
    init(fields: [UInt8]) throws(StoreError) {
        let fields = try FieldDecoder(fields)
        ageYears = try fields.optionalInteger(1).map { Int($0) }
        sex = try fields.optionalState(2)
        stage = try fields.optionalState(3)
        grade = try fields.optionalInteger(4).map { Int($0) }
        var scores: [Score] = []
        for score in try fields.nested(5) { scores.append(try Score(score)) }
        self.scores = scores
        var warnings: [Warning] = []
        for warning in try fields.nested(6) { warnings.append(try Warning(warning)) }
        self.warnings = warnings
        var interventions: [Intervention] = []
        for intervention in try fields.nested(7) { interventions.append(try Intervention(intervention)) }
        self.interventions = interventions
    }

    var fields: [UInt8] {
        var fields = FieldEncoder()
        fields.put(1, ageYears.map { Int64($0) })
        fields.put(2, sex)
        fields.put(3, stage)
        fields.put(4, grade.map { Int64($0) })
        for score in scores { fields.put(5, nested: score.put) }
        for warning in warnings { fields.put(6, nested: warning.put) }
        for intervention in interventions { fields.put(7, nested: intervention.put) }
        return fields.bytes
    }
}

extension CaseFileRecord.Score {
    fileprivate init(_ fields: FieldDecoder) throws(StoreError) {
        self.init(
            instrument: try fields.text(1), scale: try fields.text(2), value: try fields.integer(3),
            band: try fields.optionalText(4), daysBefore: Int(try fields.integer(5)))
    }

    fileprivate func put(_ fields: inout FieldEncoder) {
        fields.put(1, instrument)
        fields.put(2, scale)
        fields.put(3, value)
        fields.put(4, band)
        fields.put(5, Int64(daysBefore))
    }
}

extension CaseFileRecord.Warning {
    fileprivate init(_ fields: FieldDecoder) throws(StoreError) {
        self.init(
            state: try fields.state(1), suggested: try fields.state(2), confirmed: try fields.optionalState(3),
            rules: try fields.texts(4), daysBefore: Int(try fields.integer(5)))
    }

    fileprivate func put(_ fields: inout FieldEncoder) {
        fields.put(1, state)
        fields.put(2, suggested)
        fields.put(3, confirmed)
        fields.put(4, rules)
        fields.put(5, Int64(daysBefore))
    }
}

extension CaseFileRecord.Intervention {
    fileprivate init(_ fields: FieldDecoder) throws(StoreError) {
        self.init(
            kind: try fields.state(1), state: try fields.text(2), level: try fields.optionalState(3),
            effects: try fields.texts(4), daysBefore: Int(try fields.integer(5)))
    }

    fileprivate func put(_ fields: inout FieldEncoder) {
        fields.put(1, kind)
        fields.put(2, state)
        fields.put(3, level)
        fields.put(4, effects)
        fields.put(5, Int64(daysBefore))
    }
}
