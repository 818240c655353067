extension NormComparison {
    private static let format: UInt8 = 1

    /// A compact form for storing: the same comparison gives the same bytes for ever.
    ///
    /// Format byte; the context: places in the lists of informants, sexes and stages from 1, 0 where it is not known, then
    /// age in months and grade as numbers; a presence byte, and after a 1 the norms' id, version and hash; then the list of
    /// scales: id, outcome, cell, z, T, percentile. See `ScoreWriter` for numbers and texts.
    public var bytes: [UInt8] {
        var writer = ScoreWriter()
        writer.bytes.append(Self.format)
        writer.bytes.append(Self.place(of: context.informant))
        writer.bytes.append(Self.place(of: context.sex))
        writer.bytes.append(Self.place(of: context.stage))
        writer.append(context.ageInMonths.map(Int64.init))
        writer.append(context.grade.map(Int64.init))
        writer.append(context.form ?? "")
        writer.bytes.append(reference == nil ? 0 : 1)
        if let reference {
            writer.append(reference.id)
            writer.append(reference.version)
            writer.append(UInt64(reference.hash.count))
            writer.bytes += reference.hash
        }
        writer.append(UInt64(scales.count))
        for scale in scales {
            writer.append(scale.id)
            writer.bytes.append(scale.outcome.rawValue)
            writer.append(scale.cell.map(Int64.init))
            writer.append(scale.z)
            writer.append(scale.t)
            writer.append(scale.percentile)
        }
        return writer.bytes
    }

    /// The comparison that `bytes` was made of, or nothing if they are not one.
    public init?(bytes: [UInt8]) {
        var reader = ScoreReader(bytes: bytes)
        guard reader.byte() == Self.format, let informant = reader.byte(), let sex = reader.byte(),
            let stage = reader.byte(), let age = reader.optionalNumber(), let grade = reader.optionalNumber(),
            let form = reader.text(), let hasNorms = reader.byte(), hasNorms <= 1,
            let known: SheetContext.Informant = Self.value(at: informant),
            let ofSex = Self.optional(SheetContext.Sex.self, at: sex),
            let ofStage = Self.optional(SheetContext.Stage.self, at: stage)
        else { return nil }
        var reference: NormReference?
        if hasNorms == 1 {
            guard let id = reader.text(), let version = reader.text(), let hash = reader.blob() else { return nil }
            reference = NormReference(id: id, version: version, hash: hash)
        }
        let scales = reader.list { reader -> Scale? in
            guard let id = reader.text(), let outcome = reader.byte().flatMap(Outcome.init),
                let cell = reader.optionalNumber(),
                let z = reader.optionalNumber(), let t = reader.optionalNumber(),
                let percentile = reader.optionalNumber()
            else { return nil }
            return Scale(
                id, outcome, cell: cell.value.flatMap(Int.init(exactly:)), z: z.value, t: t.value,
                percentile: percentile.value)
        }
        guard let scales, reader.isAtEnd else { return nil }
        self.init(
            context: SheetContext(
                informant: known, sex: ofSex.value, stage: ofStage.value,
                ageInMonths: age.value.flatMap(Int.init(exactly:)), grade: grade.value.flatMap(Int.init(exactly:)),
                form: form.isEmpty ? nil : form),
            reference: reference, scales: scales)
    }

    /// A value that may be absent, read well.
    private struct Known<Value> { let value: Value? }

    private static func place<Value: CaseIterable & Equatable>(of value: Value?) -> UInt8 {
        let index = Array(Value.allCases).firstIndex { $0 == value }
        return index.map { UInt8($0 + 1) } ?? 0
    }

    private static func value<Value: CaseIterable>(at place: UInt8) -> Value? {
        let all = Array(Value.allCases)
        return all.indices.contains(Int(place) - 1) ? all[Int(place) - 1] : nil
    }

    private static func optional<Value: CaseIterable>(_ type: Value.Type, at place: UInt8) -> Known<Value>? {
        if place == 0 { return Known(value: nil) }
        return value(at: place).map { Known(value: $0) }
    }
}
