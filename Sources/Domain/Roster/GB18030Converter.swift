internal import Glibc

/// Turns GB 18030 into UTF-8 through the C library's `iconv`, in pieces of any size.
///
/// A class because the descriptor must be closed once. Not for use from two threads at a time, and not Sendable.
final class GB18030Converter {
    private let descriptor: iconv_t
    private var held: [UInt8] = []

    /// Whether no character is half there.
    var isWhole: Bool { held.isEmpty }

    /// Nothing if the C library has no such converter (glibc keeps it in a module that small images leave out).
    init?() {
        guard let opened = iconv_open("UTF-8", "GB18030"), opened != Self.failed else { return nil }
        descriptor = opened
    }

    deinit { iconv_close(descriptor) }

    /// Passes whole characters on to `text`, and a mark for each byte that can begin none. Bytes that end lines and cells
    /// are never part of a longer character, so that they come through.
    func take(_ piece: some Collection<UInt8>, into text: inout [UInt8]) {
        held.append(contentsOf: piece)
        while !convertHeld(into: &text) {
            text.append(TextDecoder.unreadable)
            held.removeFirst()
        }
    }

    /// False at a byte that can begin no character, which is then the first that is held.
    private func convertHeld(into text: inout [UInt8]) -> Bool {
        // A byte of GB 18030 never becomes more than three of UTF-8, and four at least make the longest character.
        let room = held.count * 3 + 4
        var written = 0
        var left = held.count
        var cause: Int32 = 0
        let converted = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            held.withUnsafeMutableBytes { input in
                var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                var into = UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var roomLeft = room
                if iconv(descriptor, &from, &left, &into, &roomLeft) == -1 { cause = errno }
                written = room - roomLeft
            }
            count = written
        }
        text.append(contentsOf: converted)
        held.removeFirst(held.count - left)
        // EINVAL: the rest is the beginning of a character, which the next piece completes.
        return cause == 0 || cause == EINVAL || held.isEmpty
    }

    private static var failed: iconv_t? { iconv_t(bitPattern: -1) }
}
