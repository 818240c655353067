extension InstrumentScore {
    private static let format: UInt8 = 1
    /// In the place of a state: incomplete, with a prorated raw score.
    private static let prorated: UInt8 = 2

    /// A compact form for storing: stands by itself, without the manifest, and reads the same for ever.
    ///
    /// Format byte, then each list with its count. Counts and lengths are LEB128; a number is a zigzag LEB128 after a
    /// presence byte; texts are length and UTF-8. After the value of a label stands the label, after that of a part the
    /// part's id.
    public var bytes: [UInt8] {
        var writer = ScoreWriter()
        writer.bytes.append(Self.format)
        writer.append(UInt64(scales.count))
        for scale in scales {
            writer.append(scale.id)
            writer.append(scale.raw)
            writer.append(scale.standard)
            writer.append(scale.mean)
            writer.append(UInt64(scale.answered))
            writer.bytes.append(scale.isProrated ? Self.prorated : scale.state.rawValue)
            writer.append(scale.band ?? "")
        }
        writer.append(UInt64(derived.count))
        for value in derived {
            writer.append(value.id)
            writer.bytes.append(value.kind.byte)
            writer.append(value.value)
            if value.kind == .label { writer.append(value.label ?? "") }
            if value.kind.hasParts { writer.append(value.part ?? "") }
        }
        writer.append(UInt64(flags.count))
        for flag in flags {
            writer.append(flag.id)
            writer.bytes.append(flag.holds.map { $0 ? 2 : 1 } ?? 0)
        }
        writer.append(UInt64(criticalItems.count))
        for id in criticalItems { writer.append(id) }
        return writer.bytes
    }

    /// The score that `bytes` was made of, or nothing if they are not one.
    public init?(bytes: [UInt8]) {
        var reader = ScoreReader(bytes: bytes)
        guard reader.byte() == Self.format else { return nil }
        guard
            let scales = reader.list({ reader -> Scale? in
                guard let id = reader.text(), let raw = reader.optionalNumber(), let standard = reader.optionalNumber(),
                    let mean = reader.optionalNumber(), let answered = reader.count(),
                    let code = reader.byte(),
                    let state = code == Self.prorated ? .incomplete : State(rawValue: code), let band = reader.text()
                else { return nil }
                return Scale(
                    id: id, raw: raw.value, standard: standard.value, mean: mean.value, answered: answered,
                    state: state, band: band.isEmpty ? nil : band, isProrated: code == Self.prorated)
            }),
            let derived = reader.list({ reader -> Derived? in
                guard let id = reader.text(), let kind = reader.byte().flatMap(Manifest.DerivedKind.init(byte:)),
                    let value = reader.optionalNumber()
                else { return nil }
                var derived = Derived(id: id, kind: kind, value: value.value)
                if kind == .label || kind.hasParts {
                    guard let text = reader.text() else { return nil }
                    if kind == .label { derived.label = text.isEmpty ? nil : text } else { derived.part = text }
                }
                return derived
            }),
            let flags = reader.list({ reader -> Flag? in
                guard let id = reader.text(), let holds = reader.byte(), holds <= 2 else { return nil }
                return Flag(id: id, holds: holds == 0 ? nil : holds == 2)
            }),
            let criticalItems = reader.list({ $0.text() }),
            reader.isAtEnd
        else { return nil }
        self.init(scales: scales, derived: derived, flags: flags, criticalItems: criticalItems)
    }
}

extension Manifest.DerivedKind {
    /// For ever: these are in stored scores.
    private static let bytes: [Self] = [.number, .statement, .millionths, .label, .table, .list, .countedList]

    fileprivate var byte: UInt8 { UInt8(Self.bytes.firstIndex(of: self) ?? 0) }

    fileprivate init?(byte: UInt8) {
        guard Int(byte) < Self.bytes.count else { return nil }
        self = Self.bytes[Int(byte)]
    }
}
