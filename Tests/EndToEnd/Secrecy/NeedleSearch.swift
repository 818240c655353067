/// Finds any of many byte strings in a large file, in one walk.
struct NeedleSearch {
    /// By their first four bytes.
    private var needles: [UInt32: [[UInt8]]] = [:]
    private var begins = [Bool](repeating: false, count: 65_536)

    /// Needles of at least four bytes.
    init(_ needles: [[UInt8]]) {
        for needle in needles where needle.count >= 4 {
            self.needles[Self.word(needle[...]), default: []].append(needle)
            begins[Int(needle[0]) << 8 | Int(needle[1])] = true
        }
    }

    func found(in bytes: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        bytes.withUnsafeBufferPointer { bytes in
            guard bytes.count >= 4 else { return }
            for index in 0...(bytes.count - 4) where begins[Int(bytes[index]) << 8 | Int(bytes[index + 1])] {
                let rest = bytes[index...]
                for needle in needles[Self.word(rest)] ?? [] where rest.starts(with: needle) { found.append(needle) }
            }
        }
        return found
    }

    private static func word(_ bytes: some Collection<UInt8>) -> UInt32 {
        bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}
