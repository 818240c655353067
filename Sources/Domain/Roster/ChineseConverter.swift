import Glibc
import Synchronization

/// GB 18030 to UTF-8 by the C library, which has the standard's table.
///
/// Nothing is kept between two calls: an incomplete character at the end is left to the caller. So values that hold the
/// same converter do not disturb each other, and the lock, free in the ordinary case, makes that true for two threads
/// as well.
final class ChineseConverter: Sendable {
    private let descriptor: Mutex<iconv_t>

    /// Nothing if the C library has no such table here (it is loaded from a file of its own).
    init?() {
        guard let descriptor = iconv_open("UTF-8", "GB18030"), descriptor != UnsafeMutableRawPointer(bitPattern: -1)
        else { return nil }
        self.descriptor = Mutex(descriptor)
    }

    deinit {
        descriptor.withLock { _ = iconv_close($0) }
    }

    /// Where a conversion came to a stop.
    enum Stop {
        /// All was converted.
        case end
        /// The bytes that are left may be the beginning of a character.
        case incomplete
        /// The first byte that is left begins nothing.
        case invalid
    }

    /// Appends what `bytes` mean to `output`. Returns how many of them were used, and why no more.
    func convert(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) -> (used: Int, stop: Stop) {
        descriptor.withLock { descriptor in
            // Two bytes become at most three, one at most one, four at most four.
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count * 3 / 2 + 4) { target in
                bytes.withUnsafeBytes { source in
                    Self.convert(source, by: descriptor, through: target, into: &output)
                }
            }
        }
    }

    private static func convert(
        _ source: UnsafeRawBufferPointer, by descriptor: iconv_t, through target: UnsafeMutableBufferPointer<CChar>,
        into output: inout [UInt8]
    ) -> (used: Int, stop: Stop) {
        // The C declaration lacks a const; the input is only read.
        var input = UnsafeMutableRawPointer(mutating: source.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var inputLeft = source.count
        while true {
            var write = target.baseAddress
            var room = target.count
            let result = iconv(descriptor, &input, &inputLeft, &write, &room)
            let code = errno
            output.append(
                contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target)[..<(target.count - room)]))
            let used = source.count - inputLeft
            guard result == -1 else { return (used, .end) }
            switch code {
            case E2BIG where room < target.count: continue
            case EINVAL: return (used, .incomplete)
            default: return (used, .invalid)
            }
        }
    }
}
