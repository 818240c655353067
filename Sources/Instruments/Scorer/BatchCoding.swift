internal import CInstrument

/// Sheets as the helper takes them, and its results as it gives them. Described in `scorer_protocol.h`.
struct BatchCoding {
    /// No answer, no score: the smallest number of all.
    static let absent = Int64.min
    private static let notAsked = Int64.min + 1
    private static let unknown = Int32.min
    static let headBytes = MemoryLayout<xinyu_batch_head>.size
    static let resultsHeadBytes = MemoryLayout<xinyu_results_head>.size
    private static let contextBytes = MemoryLayout<xinyu_wire_context>.size
    private static let scaleBytes = MemoryLayout<xinyu_wire_scale>.size

    let manifest: Manifest
    /// What one sheet takes in a batch.
    let sheetBytes: Int
    /// What one sheet takes among the results.
    let resultBytes: Int
    private let derivedSlots: [Manifest.DerivedSlot]
    private let derivedLimits: [DerivedLimit]
    private let bandCounts: [UInt32]
    private let items: [PermittedAnswer]
    private let shortestSheet: Int

    init(manifest: Manifest) {
        self.manifest = manifest
        derivedSlots = manifest.derivedSlots
        derivedLimits = derivedSlots.map(DerivedLimit.init)
        bandCounts = manifest.scales.map { UInt32($0.bands.count) }
        items = manifest.items.map { PermittedAnswer(manifest.permittedAnswers(to: $0.number)) }
        shortestSheet = manifest.shortestSheet
        sheetBytes = Self.contextBytes + 8 * manifest.items.count
        resultBytes =
            MemoryLayout<xinyu_wire_sheet_result>.size + Self.scaleBytes * manifest.scales.count
            + 8 * derivedSlots.count + 8 * ((manifest.flags.count + 1) / 2)
    }

    // MARK: - Sheets

    /// Writes context and answers of one sheet to `place`, `sheetBytes` of them.
    ///
    /// - Returns: whether it is a sheet for this instrument; `Manifest.fault(in:)` says why one is not.
    func encode(_ sheet: AnswerSheet, to place: UnsafeMutableRawPointer) -> Bool {
        guard sheet.answers.count >= shortestSheet, sheet.answers.count <= items.count,
            manifest.informants.contains(sheet.context.informant), let form = formIndex(sheet.context.form)
        else { return false }
        let context = xinyu_wire_context(
            informant: sheet.context.informant.code, sex: sheet.context.sex?.code ?? 0,
            stage: sheet.context.stage?.code ?? 0,
            age_months: sheet.context.ageInMonths.flatMap { Int32(exactly: $0) } ?? Self.unknown,
            grade: sheet.context.grade.flatMap { Int32(exactly: $0) } ?? Self.unknown, form: form)
        place.storeBytes(of: context, as: xinyu_wire_context.self)
        let codes = (place + Self.contextBytes).bindMemory(to: Int64.self, capacity: items.count)
        let isPermitted = sheet.answers.withUnsafeBufferPointer { answers in
            items.withUnsafeBufferPointer { items in
                for index in answers.indices {
                    guard let answer = answers[index] else {
                        codes[index] = Self.absent
                        continue
                    }
                    guard items[index].contains(answer) else { return false }
                    codes[index] = answer
                }
                for index in answers.count..<items.count { codes[index] = Self.absent }
                return true
            }
        }
        guard isPermitted else { return false }
        if !manifest.blocks.isEmpty {
            for item in manifest.itemsNotAsked(in: sheet.answers) where codes[item - 1] == Self.absent {
                codes[item - 1] = Self.notAsked
            }
        }
        return true
    }

    /// Nothing for a form that the instrument does not have.
    private func formIndex(_ form: String?) -> UInt32? {
        guard let form else { return 0 }
        return manifest.forms?.firstIndex { $0.id == form }.map { UInt32($0) }
    }

    /// Writes the head of a batch of `count` sheets.
    func writeHead(number: UInt32, count: Int, to place: UnsafeMutableRawPointer) {
        let head = xinyu_batch_head(
            batch: number, sheet_count: UInt32(count), item_count: UInt32(items.count), reserved: 0)
        place.storeBytes(of: head, as: xinyu_batch_head.self)
    }

    // MARK: - Results

    /// Holds the payload of a RESULTS frame against what was asked for; what passes can be read by `score`.
    ///
    /// - Throws: `impossibleResult` if it is not exactly that. The helper has checked each value, but the instrument runs
    ///   in the helper's process and could have written the frame itself.
    func check(_ payload: UnsafeRawBufferPointer, count: Int, number: UInt32) throws(ScoringFailure) {
        guard payload.count == Self.resultsHeadBytes + count * resultBytes else {
            throw .impossibleResult("results of another shape")
        }
        let head = payload.loadUnaligned(as: xinyu_results_head.self)
        guard head.batch == number, head.sheet_count == UInt32(count), head.scale_count == UInt32(bandCounts.count),
            head.derived_count == UInt32(derivedLimits.count), head.flag_count == UInt32(manifest.flags.count),
            head.reserved == 0
        else { throw .impossibleResult("results of another shape") }
        var offset = Self.resultsHeadBytes
        for _ in 0..<count {
            guard isPossible(payload, at: offset) else {
                throw .impossibleResult("a value that the contract does not know")
            }
            offset += resultBytes
        }
    }

    private func isPossible(_ payload: UnsafeRawBufferPointer, at start: Int) -> Bool {
        guard payload.loadUnaligned(fromByteOffset: start, as: UInt32.self) <= 1 else { return false }
        var offset = start + MemoryLayout<xinyu_wire_sheet_result>.size
        for bands in bandCounts {
            let scale = payload.loadUnaligned(fromByteOffset: offset, as: xinyu_wire_scale.self)
            offset += Self.scaleBytes
            guard scale.answered <= UInt32(items.count), scale.state <= 1, scale.prorated <= 1,
                scale.prorated == 0 || scale.state == 0,
                // Missing is not zero: an incomplete scale has no band.
                scale.band == UInt32.max || (scale.band < bands && scale.state == 1)
            else { return false }
        }
        for limit in derivedLimits {
            let value = payload.loadUnaligned(fromByteOffset: offset, as: Int64.self)
            offset += 8
            guard value == Self.absent || limit.contains(value) else { return false }
        }
        for index in 0..<manifest.flags.count
        where payload.loadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self) > 2 {
            return false
        }
        return true
    }

    /// The result of one sheet at `start` of a payload that has passed `check`.
    func score(_ payload: UnsafeRawBufferPointer, at start: Int) -> Result<InstrumentScore, ScoringFailure> {
        guard payload.loadUnaligned(fromByteOffset: start, as: UInt32.self) == 0 else {
            return .failure(.sheetRefused)
        }
        var offset = start + MemoryLayout<xinyu_wire_sheet_result>.size
        let scales = manifest.scales.map { declared in
            defer { offset += Self.scaleBytes }
            let scale = payload.loadUnaligned(fromByteOffset: offset, as: xinyu_wire_scale.self)
            return InstrumentScore.Scale(
                id: declared.id, raw: present(scale.raw), standard: present(scale.standard), mean: present(scale.mean),
                answered: Int(scale.answered), state: scale.state == 1 ? .complete : .incomplete,
                band: scale.band == UInt32.max ? nil : declared.bands[Int(scale.band)].id,
                isProrated: scale.prorated == 1)
        }
        let derived = derivedSlots.map { slot in
            defer { offset += 8 }
            let value = present(payload.loadUnaligned(fromByteOffset: offset, as: Int64.self))
            var derived = InstrumentScore.Derived(
                id: slot.derived.id, part: slot.part, kind: slot.derived.kind, value: value)
            if slot.derived.kind == .label, let value {
                derived.label = slot.derived.labels?[Int(value / 1_000)].id
            }
            return derived
        }
        let flags = manifest.flags.map { declared in
            defer { offset += 4 }
            let code = payload.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            return InstrumentScore.Flag(id: declared.id, holds: code == 0 ? nil : code == 2)
        }
        return .success(InstrumentScore(scales: scales, derived: derived, flags: flags, criticalItems: []))
    }

    private func present(_ value: Int64) -> Int64? { value == Self.absent ? nil : value }
}
