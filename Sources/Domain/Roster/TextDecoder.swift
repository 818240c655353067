/// Turns a text file that comes in pieces into valid UTF-8.
///
/// Bytes that mean nothing become U+FFFD, and the line on which they stand is remembered, so that the rest of the file
/// can be read. At most three bytes are kept between two pieces.
public struct TextDecoder: Sendable {
    /// Why a file cannot be read at all.
    public enum Unavailable: Error, Sendable {
        /// The C library of this machine cannot convert GB 18030: install its character set modules (`gconv`), or
        /// save the file as UTF-8.
        case gb18030
    }

    private enum Source: Sendable {
        case utf8
        case gb18030(ChineseConverter)
    }

    private let source: Source
    /// The beginning of a character whose rest is in the next piece.
    private var rest: [UInt8] = []
    private var line = 1
    private var followsCarriageReturn = false
    private var faults: [TextFault] = []
    private var lastFaultyLine = 0

    public init(_ encoding: TextEncoding) throws(Unavailable) {
        switch encoding {
        case .utf8: source = .utf8
        case .gb18030:
            guard let converter = ChineseConverter() else { throw .gb18030 }
            source = .gb18030(converter)
        }
    }

    /// The text of this piece, as far as its last character is complete.
    public mutating func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3 / 2 + 4)
        let input = rest + bytes
        rest.removeAll(keepingCapacity: true)
        switch source {
        case .utf8: decode(input, into: &output)
        case .gb18030(let converter): decode(input, by: converter, into: &output)
        }
        return output
    }

    /// The text of what is left, where a character was begun and not ended.
    public mutating func finish() -> [UInt8] {
        var output: [UInt8] = []
        while !rest.isEmpty {
            let broken = rest
            rest.removeAll()
            replace(in: &output)
            // In GB 18030 the second byte of a broken character may be a digit, and the third a line end, of their own.
            if case .gb18030(let converter) = source {
                decode(Array(broken.dropFirst()), by: converter, into: &output)
            }
        }
        return output
    }

    /// The faults found since they were last taken, at most one for a line.
    public mutating func takeFaults() -> [TextFault] {
        defer { faults.removeAll() }
        return faults
    }
}

extension TextDecoder {
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
    private static let windowSize = 1_024

    private mutating func decode(_ input: [UInt8], into output: inout [UInt8]) {
        var position = 0
        var start = 0
        while position < input.count {
            if input[position] < 0x80 {
                position += 1
                continue
            }
            switch UTF8Validation.examine(input[position...]) {
            case .character(let length): position += length
            case .invalid(let length):
                append(input[start..<position], to: &output)
                replace(in: &output)
                position += length
                start = position
            case .incomplete:
                rest = Array(input[position...])
                append(input[start..<position], to: &output)
                return
            }
        }
        append(input[start..<position], to: &output)
    }

    private mutating func decode(_ input: [UInt8], by converter: ChineseConverter, into output: inout [UInt8]) {
        var left = input[...]
        while !left.isEmpty {
            // In small windows, so that a file full of invalid bytes does not set a large buffer aside for each.
            let window = left.prefix(Self.windowSize)
            let start = output.count
            let (used, stop) = converter.convert(window, into: &output)
            countLines(output[start...])
            left = left.dropFirst(used)
            switch stop {
            case .end: continue
            // No character has more than four bytes: what is as long and still incomplete will never be one.
            case .incomplete where window.count - used < 4:
                guard left.count == window.count - used else { continue }
                rest = Array(left)
                return
            case .incomplete, .invalid:
                replace(in: &output)
                left = left.dropFirst()
            }
        }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        countLines(bytes)
        output.append(contentsOf: bytes)
    }

    private mutating func replace(in output: inout [UInt8]) {
        output.append(contentsOf: Self.replacement)
        followsCarriageReturn = false
        guard line != lastFaultyLine else { return }
        lastFaultyLine = line
        faults.append(TextFault(line: line))
    }

    private mutating func countLines(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"):
                if !followsCarriageReturn { line += 1 }
                followsCarriageReturn = false
            case UInt8(ascii: "\r"):
                line += 1
                followsCarriageReturn = true
            default: followsCarriageReturn = false
            }
        }
    }
}
