internal import Glibc

/// The bytes of a text that is being scanned: the one place where they are read through a pointer.
///
/// Whoever makes one keeps the bytes alive. Indices are checked in debug builds; in release the scanner's own
/// comparison with `count`, which stands before each read, is the check.
struct JSONSource {
    private let base: UnsafeRawPointer?
    let count: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        base = bytes.baseAddress
        count = bytes.baseAddress == nil ? 0 : bytes.count
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        assert(index >= 0 && index < count)
        // `count` is zero without a base, so no index passes the caller's comparison.
        return base.unsafelyUnwrapped.load(fromByteOffset: index, as: UInt8.self)
    }

    static func isEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        guard let left = left.baseAddress, let start = right.baseAddress else { return true }
        return memcmp(left, start, right.count) == 0
    }

    /// Eight bytes, the first in the lowest place.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        assert(index >= 0 && index + 8 <= count)
        return UInt64(littleEndian: base.unsafelyUnwrapped.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inline(__always)
    subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
        assert(range.lowerBound >= 0 && range.upperBound <= count)
        return UnsafeRawBufferPointer(start: base.map { $0 + range.lowerBound }, count: range.count)
    }
}
