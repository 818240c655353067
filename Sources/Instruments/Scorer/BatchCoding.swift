internal import CInstrument

/// Sheets as the helper takes them, and its results as scores.
struct BatchCoding {
    /// No answer, no score: the smallest number of all.
    static let absent = Int64.min
    private static let notAsked = Int64.min + 1
    private static let unknown = Int32.min

    let manifest: Manifest
    private let derivedSlots: [Manifest.DerivedSlot]

    init(manifest: Manifest) {
        self.manifest = manifest
        derivedSlots = manifest.derivedSlots
    }

    /// Context and answers of one sheet that has no fault.
    func encode(_ sheet: AnswerSheet) -> [UInt8] {
        var writer = HostWriter()
        writer.reserve(24 + 8 * manifest.items.count)
        writer.append(sheet.context.informant.code)
        writer.append(sheet.context.sex?.code ?? 0)
        writer.append(sheet.context.stage?.code ?? 0)
        writer.append(sheet.context.ageInMonths.flatMap { Int32(exactly: $0) } ?? Self.unknown)
        writer.append(sheet.context.grade.flatMap { Int32(exactly: $0) } ?? Self.unknown)
        writer.append(formIndex(sheet.context.form))
        let notAsked = manifest.blocks.isEmpty ? [] : manifest.itemsNotAsked(in: sheet.answers)
        for index in manifest.items.indices {
            let answer = index < sheet.answers.count ? sheet.answers[index] : nil
            writer.append(answer ?? (notAsked.contains(index + 1) ? Self.notAsked : Self.absent))
        }
        return writer.bytes
    }

    private func formIndex(_ form: String?) -> UInt32 {
        guard let form, let index = manifest.forms?.firstIndex(where: { $0.id == form }) else { return 0 }
        return UInt32(index)
    }

    /// The payload of a BATCH frame.
    func batch(_ sheets: some Collection<[UInt8]>, number: UInt32) -> [UInt8] {
        var writer = HostWriter()
        writer.reserve(16 + sheets.count * (24 + 8 * manifest.items.count))
        writer.append(number)
        writer.append(UInt32(sheets.count))
        writer.append(UInt32(manifest.items.count))
        writer.append(UInt32(0))
        for sheet in sheets { writer.append(sheet) }
        return writer.bytes
    }

    /// The results in the payload of a RESULTS frame.
    ///
    /// - Throws: `impossibleResult` if it is not exactly what was asked for. The helper has checked each value, but the
    ///   instrument runs in the helper's process and could have written the frame itself.
    func results(
        _ payload: [UInt8], count: Int, number: UInt32
    ) throws(ScoringFailure) -> [Result<InstrumentScore, ScoringFailure>] {
        var reader = HostReader(payload)
        let wanted = [
            number, UInt32(count), UInt32(manifest.scales.count), UInt32(derivedSlots.count),
            UInt32(manifest.flags.count), 0,
        ]
        for value in wanted where reader.next(UInt32.self) != value {
            throw .impossibleResult("results of another shape")
        }
        var results: [Result<InstrumentScore, ScoringFailure>] = []
        results.reserveCapacity(count)
        for _ in 0..<count {
            guard let outcome = reader.next(UInt32.self), reader.next(UInt32.self) != nil, let score = score(&reader)
            else { throw .impossibleResult("a value that the contract does not know") }
            results.append(outcome == 0 ? .success(score) : .failure(.sheetRefused))
        }
        guard reader.isAtEnd else { throw .impossibleResult("results of another shape") }
        return results
    }

    private func score(_ reader: inout HostReader) -> InstrumentScore? {
        var scales: [InstrumentScore.Scale] = []
        scales.reserveCapacity(manifest.scales.count)
        for scale in manifest.scales {
            guard let raw = reader.next(Int64.self), let standard = reader.next(Int64.self),
                let mean = reader.next(Int64.self), let answered = reader.next(UInt32.self),
                answered <= manifest.items.count, let code = reader.next(UInt32.self), code <= 1,
                let state = InstrumentScore.State(rawValue: UInt8(code)), let band = reader.next(UInt32.self),
                let prorated = reader.next(UInt32.self), prorated <= 1, prorated == 0 || state == .incomplete
            else { return nil }
            var bandId: String?
            if band != UInt32.max {
                // Missing is not zero: an incomplete scale has no band.
                guard band < scale.bands.count, state == .complete else { return nil }
                bandId = scale.bands[Int(band)].id
            }
            scales.append(
                InstrumentScore.Scale(
                    id: scale.id, raw: present(raw), standard: present(standard), mean: present(mean),
                    answered: Int(answered), state: state, band: bandId, isProrated: prorated == 1))
        }
        var derived: [InstrumentScore.Derived] = []
        derived.reserveCapacity(derivedSlots.count)
        for slot in derivedSlots {
            guard let value = reader.next(Int64.self).map(present), let value = derivedValue(value, of: slot) else {
                return nil
            }
            derived.append(value)
        }
        var flags: [InstrumentScore.Flag] = []
        for declared in manifest.flags {
            guard let code = reader.next(UInt32.self), code <= 2 else { return nil }
            flags.append(InstrumentScore.Flag(id: declared.id, holds: code == 0 ? nil : code == 2))
        }
        if manifest.flags.count % 2 == 1, reader.next(UInt32.self) == nil { return nil }
        return InstrumentScore(scales: scales, derived: derived, flags: flags, criticalItems: [])
    }

    /// Nothing where the kind does not know such a value.
    private func derivedValue(_ value: Int64?, of slot: Manifest.DerivedSlot) -> InstrumentScore.Derived? {
        var derived = InstrumentScore.Derived(
            id: slot.derived.id, part: slot.part, kind: slot.derived.kind, value: value)
        guard let value else { return derived }
        switch slot.derived.kind {
        case .number, .millionths, .table: break
        case .statement, .list, .countedList: if value != 0 && value != 1_000 { return nil }
        case .label:
            let labels = slot.derived.labels ?? []
            guard value >= 0, value % 1_000 == 0, value / 1_000 < Int64(labels.count) else { return nil }
            derived.label = labels[Int(value / 1_000)].id
        }
        return derived
    }

    private func present(_ value: Int64) -> Int64? { value == Self.absent ? nil : value }
}

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
