/// Lets well-formed UTF-8 through (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF), in pieces of any
/// size.
struct UTF8Checker {
    private var held: [UInt8] = []
    private var length = 0

    /// Whether no character is half there.
    var isWhole: Bool { held.isEmpty }

    /// Passes whole characters on to `text`, and a mark for what cannot be one.
    mutating func take(_ piece: some Collection<UInt8>, into text: inout [UInt8]) {
        text.reserveCapacity(text.count + piece.count)
        for byte in piece {
            if !held.isEmpty {
                if permits(byte) {
                    held.append(byte)
                    guard held.count == length else { continue }
                    text.append(contentsOf: held)
                    held.removeAll(keepingCapacity: true)
                    continue
                }
                // What was begun is spoilt; this byte may begin something of its own.
                text.append(TextDecoder.unreadable)
                held.removeAll(keepingCapacity: true)
            }
            switch byte {
            case 0x00...0x7F:
                text.append(byte)
                continue
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF: length = 3
            case 0xF0...0xF4: length = 4
            default:
                text.append(TextDecoder.unreadable)
                continue
            }
            held.append(byte)
        }
    }

    /// Whether `byte` can follow what is held. The second byte carries what the first leaves open.
    private func permits(_ byte: UInt8) -> Bool {
        guard held.count == 1 else { return (0x80...0xBF).contains(byte) }
        switch held[0] {
        case 0xE0: return (0xA0...0xBF).contains(byte)
        case 0xED: return (0x80...0x9F).contains(byte)
        case 0xF0: return (0x90...0xBF).contains(byte)
        case 0xF4: return (0x80...0x8F).contains(byte)
        default: return (0x80...0xBF).contains(byte)
        }
    }
}
