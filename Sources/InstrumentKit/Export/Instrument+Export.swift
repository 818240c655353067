public import CInstrument

extension Instrument {
    /// The instrument as the host wants it: allocated once, and there until the process ends.
    public func export() -> UnsafePointer<xinyu_instrument> {
        let exported = UnsafeMutablePointer<xinyu_instrument>.allocate(capacity: 1)
        var description = xinyu_instrument()
        description.size = UInt32(MemoryLayout<xinyu_instrument>.size)
        description.abi = instrumentABI
        description.id = text(id)
        description.version = text(version)
        description.item_count = UInt32(itemCount)
        description.scales = exportScales()
        description.scale_count = UInt32(scales.count)
        description.derived_ids = exportDerivedIDs()
        description.derived_count = UInt32(derived.count)
        description.flag_ids = table(flags.count) { flags[$0].id }
        description.flag_count = UInt32(flags.count)
        description.author_data = UnsafeRawPointer(Unmanaged.passRetained(ExportedInstrument(self)).toOpaque())
        description.score = { this, sheet, scores in
            guard let this, let sheet, let scores, let data = this.pointee.author_data else { return 1 }
            let instrument = Unmanaged<ExportedInstrument>.fromOpaque(data).takeUnretainedValue().instrument
            instrument.score(Sheet(sheet.pointee), into: scores.pointee)
            return 0
        }
        exported.initialize(to: description)
        return UnsafePointer(exported)
    }

    /// What the host calls for.
    public static func entry(
        _ exported: UnsafePointer<xinyu_instrument>, hostABI: UInt32
    ) -> UnsafePointer<xinyu_instrument>? {
        hostABI >= exported.pointee.abi ? exported : nil
    }

    private func exportScales() -> UnsafePointer<xinyu_scale> {
        let exported = UnsafeMutablePointer<xinyu_scale>.allocate(capacity: scales.count)
        for (index, scale) in scales.enumerated() {
            var description = xinyu_scale()
            description.size = UInt32(MemoryLayout<xinyu_scale>.size)
            description.abi = instrumentABI
            description.id = text(scale.id)
            description.band_ids = table(scale.bands.count) { scale.bands[$0].id }
            description.band_count = UInt32(scale.bands.count)
            (exported + index).initialize(to: description)
        }
        return UnsafePointer(exported)
    }

    private func exportDerivedIDs() -> UnsafePointer<UnsafePointer<CChar>?>? {
        guard !derived.isEmpty else { return nil }
        let ids = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: derived.count)
        for (index, value) in derived.enumerated() {
            (ids + index).initialize(to: value.part.map { text(value.id, part: $0) } ?? text(value.id))
        }
        return UnsafePointer(ids)
    }

    /// `table:part`, allocated for good.
    private func text(_ table: StaticString, part: StaticString) -> UnsafePointer<CChar> {
        let length = table.utf8CodeUnitCount + 1 + part.utf8CodeUnitCount
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: length + 1)
        bytes.initialize(from: table.utf8Start, count: table.utf8CodeUnitCount)
        (bytes + table.utf8CodeUnitCount).initialize(to: UInt8(ascii: ":"))
        (bytes + table.utf8CodeUnitCount + 1).initialize(from: part.utf8Start, count: part.utf8CodeUnitCount)
        (bytes + length).initialize(to: 0)
        return UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
    }

    /// Static strings end with a zero byte and are there as long as the code is.
    private func text(_ string: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(string.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    private func table(
        _ count: Int, _ id: (Int) -> StaticString
    ) -> UnsafePointer<UnsafePointer<CChar>?>? {
        guard count > 0 else { return nil }
        let ids = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: count)
        for index in 0..<count { (ids + index).initialize(to: text(id(index))) }
        return UnsafePointer(ids)
    }
}

/// `XINYU_INSTRUMENT_ABI` of the header that this kit was written for: what it fills in, it knows.
let instrumentABI: UInt32 = 1

/// What travels through the C interface's `author_data`.
final class ExportedInstrument {
    let instrument: Instrument

    init(_ instrument: Instrument) { self.instrument = instrument }
}
