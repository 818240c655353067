import CInstrument

/// Calls an instrument through its C interface, in this process: the arithmetic, without the sandbox.
struct InProcess {
    struct Scale: Equatable {
        var raw: Int64?
        var standard: Int64?
        var mean: Int64?
        var answered: UInt32
        var isComplete: Bool
        var band: String?
        var isProrated = false
    }

    struct Outcome: Equatable {
        var scales: [String: Scale] = [:]
        var derived: [String: Int64] = [:]
        var flags: [String: Bool] = [:]
    }

    let instrument: UnsafePointer<xinyu_instrument>

    func score(_ answers: [Int64?], context: xinyu_context = InProcess.self_) -> Outcome {
        var context = context
        context.size = 32
        context.abi = 1
        let codes = answers.map { $0 ?? Int64.min }
        let description = instrument.pointee
        let blank = xinyu_scale_score(
            size: 48, abi: 1, raw: .min, standard: .min, mean: .min, answered: 0, state: 0, band: .max, prorated: 0)
        var scales = [xinyu_scale_score](repeating: blank, count: Int(description.scale_count))
        var derived = [Int64](repeating: .min, count: Int(description.derived_count) + 1)
        var flags = [UInt32](repeating: 0, count: Int(description.flag_count) + 1)
        codes.withUnsafeBufferPointer { codes in
            withUnsafePointer(to: &context) { context in
                scales.withUnsafeMutableBufferPointer { scales in
                    derived.withUnsafeMutableBufferPointer { derived in
                        flags.withUnsafeMutableBufferPointer { flags in
                            var sheet = xinyu_sheet(
                                size: 32, abi: 1, context: context, answers: codes.baseAddress,
                                answer_count: UInt32(codes.count), reserved: 0)
                            var scores = xinyu_scores(
                                size: 48, abi: 1, scales: scales.baseAddress, derived: derived.baseAddress,
                                flags: flags.baseAddress, scale_count: description.scale_count,
                                derived_count: description.derived_count, flag_count: description.flag_count,
                                reserved: 0)
                            _ = description.score(instrument, &sheet, &scores)
                        }
                    }
                }
            }
        }
        return outcome(scales, derived, flags)
    }

    static let self_ = context()

    /// - Parameters:
    ///   - informant: 1 the student, 2 a parent, 3 a teacher.
    ///   - form: the place of the printed form among those of the manifest.
    ///   - sex: 0 unknown, 1 female, 2 male.
    static func context(informant: UInt32 = 1, form: UInt32 = 0, sex: UInt32 = 0) -> xinyu_context {
        xinyu_context(
            size: 32, abi: 1, informant: informant, sex: sex, stage: 3, age_months: 190, grade: 1, form: form)
    }

    private func outcome(_ scales: [xinyu_scale_score], _ derived: [Int64], _ flags: [UInt32]) -> Outcome {
        let description = instrument.pointee
        var outcome = Outcome()
        for (index, score) in scales.enumerated() {
            let scale = description.scales[index]
            outcome.scales[String(cString: scale.id)] = Scale(
                raw: present(score.raw), standard: present(score.standard), mean: present(score.mean),
                answered: score.answered, isComplete: score.state == 1,
                band: score.band == .max ? nil : scale.band_ids[Int(score.band)].map { String(cString: $0) },
                isProrated: score.prorated == 1)
        }
        for index in 0..<Int(description.derived_count) {
            guard let id = description.derived_ids[index], derived[index] != .min else { continue }
            outcome.derived[String(cString: id)] = derived[index]
        }
        for index in 0..<Int(description.flag_count) {
            guard let id = description.flag_ids[index], flags[index] != 0 else { continue }
            outcome.flags[String(cString: id)] = flags[index] == 2
        }
        return outcome
    }

    private func present(_ value: Int64) -> Int64? { value == .min ? nil : value }
}
