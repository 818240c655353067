/// What the code says that it is; held against the manifest before any sheet is scored.
struct InstrumentDescription: Equatable {
    struct Scale: Equatable {
        var id: String
        var bands: [String]
    }

    /// Whether the kernel's Landlock holds, beside the system call filter.
    var hasLandlock: Bool
    var itemCount: Int
    var scales: [Scale]
    var derived: [String]
    var flags: [String]

    /// From the payload of a READY frame.
    init?(_ bytes: [UInt8]) {
        var reader = HostReader(bytes)
        guard let guards = reader.next(UInt32.self), guards & 1 != 0, reader.next(UInt32.self) != nil,
            let items = reader.next(UInt32.self), let scaleCount = reader.next(UInt32.self), scaleCount <= 128,
            let derivedCount = reader.next(UInt32.self), derivedCount <= 128,
            let flagCount = reader.next(UInt32.self), flagCount <= 128, reader.text() != nil, reader.text() != nil
        else { return nil }
        hasLandlock = guards & 2 != 0
        itemCount = Int(items)
        scales = []
        for _ in 0..<scaleCount {
            guard let id = reader.text(), let bandCount = reader.text().flatMap({ Int($0) }), bandCount <= 64 else {
                return nil
            }
            guard let bands = Self.texts(bandCount, from: &reader) else { return nil }
            scales.append(Scale(id: id, bands: bands))
        }
        guard let derived = Self.texts(Int(derivedCount), from: &reader),
            let flags = Self.texts(Int(flagCount), from: &reader), reader.isAtEnd
        else { return nil }
        self.derived = derived
        self.flags = flags
    }

    private static func texts(_ count: Int, from reader: inout HostReader) -> [String]? {
        var texts: [String] = []
        for _ in 0..<count {
            guard let text = reader.text() else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// Where code and manifest differ, or nothing.
    func difference(from manifest: Manifest) -> String? {
        if itemCount != manifest.items.count {
            return "the code has \(itemCount) items, the manifest \(manifest.items.count)"
        }
        if scales.map(\.id) != manifest.scales.map(\.id) { return "scales or their order differ" }
        for (scale, declared) in zip(scales, manifest.scales) where scale.bands != declared.bands.map(\.id) {
            return "bands of scale \(declared.id), or their order, differ"
        }
        if derived != manifest.derivedSlots.map(\.codeID) { return "derived values or their order differ" }
        if flags != manifest.flags.map(\.id) { return "flags or their order differ" }
        return nil
    }
}
