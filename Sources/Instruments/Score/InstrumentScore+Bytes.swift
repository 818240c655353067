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

private struct ScoreWriter {
    var bytes: [UInt8] = []

    mutating func append(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func append(_ value: Int64?) {
        guard let value else { return bytes.append(0) }
        bytes.append(1)
        append(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func append(_ text: String) {
        append(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

private struct ScoreReader {
    /// A number that may be absent, read well.
    struct Number { var value: Int64? }

    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func unsigned() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let part = byte() else { return nil }
            value |= UInt64(part & 0x7f) << shift
            if part & 0x80 == 0 { return value }
        }
        return nil
    }

    /// A count can never be larger than the bytes that are left.
    mutating func count() -> Int? {
        guard let value = unsigned(), value <= 1 << 20 else { return nil }
        return Int(value)
    }

    mutating func optionalNumber() -> Number? {
        switch byte() {
        case 0: return Number(value: nil)
        case 1:
            guard let value = unsigned() else { return nil }
            return Number(value: Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
        default: return nil
        }
    }

    mutating func text() -> String? {
        guard let length = count(), length <= bytes.count - position else { return nil }
        defer { position += length }
        return String(validating: bytes[position..<position + length], as: UTF8.self)
    }

    mutating func list<Element>(_ element: (inout ScoreReader) -> Element?) -> [Element]? {
        guard let count = count(), count <= bytes.count - position else { return nil }
        var elements: [Element] = []
        for _ in 0..<count {
            guard let next = element(&self) else { return nil }
            elements.append(next)
        }
        return elements
    }
}
