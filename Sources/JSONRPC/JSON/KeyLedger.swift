/// One key of an object: where it lies in the text or, when it is written with escapes, how it reads.
struct JSONKey {
    let start: Int
    let length: Int
    let isUnescaped: Bool
    /// Equal keys have equal tags.
    let tag: UInt64
}

/// The keys of the objects that are open, to find one that comes twice.
///
/// Few keys are compared with each other as they come; the keys of a large object are sorted when it closes, so that
/// no choice of keys makes this slow.
struct KeyLedger {
    private static let fewKeys = 16

    private var keys: [JSONKey] = []
    private var unescaped: [UInt8] = []

    var count: Int { keys.count }

    mutating func removeAll() {
        // What one odd line needed is not kept for the life of the connection.
        keys.removeAll(keepingCapacity: keys.capacity <= 256)
        unescaped.removeAll(keepingCapacity: unescaped.capacity <= 4096)
    }

    mutating func key(_ string: JSONString, in source: JSONSource) -> JSONKey {
        if string.hasEscapes {
            let start = unescaped.count
            JSONText.unescape(source[string.range], into: &unescaped)
            let length = unescaped.count - start
            let tag = unescaped.withUnsafeBytes { Self.tag(UnsafeRawBufferPointer(rebasing: $0[start...])) }
            return JSONKey(start: start, length: length, isUnescaped: true, tag: tag)
        }
        return JSONKey(
            start: string.range.lowerBound, length: string.range.count, isUnescaped: false,
            tag: Self.tag(source[string.range]))
    }

    /// Notes a key of the object whose keys start at `mark`; true when it is known to be there already.
    mutating func add(_ key: JSONKey, since mark: Int, in source: JSONSource) -> Bool {
        let before = keys.count
        keys.append(key)
        guard before - mark < Self.fewKeys else { return false }
        for index in mark..<before where keys[index].tag == key.tag {
            if isEqual(keys[index], key, in: source) { return true }
        }
        return false
    }

    /// Forgets the keys of the object that started at `mark`; true when two of many are equal.
    mutating func close(since mark: Int, in source: JSONSource) -> Bool {
        var isDuplicate = false
        if keys.count - mark > Self.fewKeys {
            let copy = Array(keys[mark...]).sorted { left, right in
                if left.tag != right.tag { return left.tag < right.tag }
                return isBefore(left, right, in: source)
            }
            for index in 1..<copy.count where copy[index].tag == copy[index - 1].tag {
                if isEqual(copy[index], copy[index - 1], in: source) { isDuplicate = true }
            }
        }
        keys.removeSubrange(mark...)
        return isDuplicate
    }

    func withBytes<Result>(
        of key: JSONKey, in source: JSONSource, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        guard key.isUnescaped else { return body(source[key.start..<key.start + key.length]) }
        return unescaped.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[key.start..<key.start + key.length]))
        }
    }

    private func isEqual(_ left: JSONKey, _ right: JSONKey, in source: JSONSource) -> Bool {
        guard left.length == right.length else { return false }
        return withBytes(of: left, in: source) { left in
            withBytes(of: right, in: source) { right in JSONSource.isEqual(left, right) }
        }
    }

    private func isBefore(_ left: JSONKey, _ right: JSONKey, in source: JSONSource) -> Bool {
        withBytes(of: left, in: source) { left in
            withBytes(of: right, in: source) { right in left.lexicographicallyPrecedes(right) }
        }
    }

    /// Length, first and last eight bytes: enough to tell the keys of an honest object apart.
    private static func tag(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let count = bytes.count
        var mixed = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        if count >= 8 {
            mixed ^= bytes.loadUnaligned(as: UInt64.self)
            mixed = mixed &* 0xD6E8_FEB8_6659_FD93
            mixed ^= bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else {
            for byte in bytes { mixed = (mixed ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        return mixed &* 0xD6E8_FEB8_6659_FD93
    }
}
