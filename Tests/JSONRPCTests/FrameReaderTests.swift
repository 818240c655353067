import Testing

@testable import JSONRPC

@Suite struct FrameReaderTests {
    /// Lines as text, `!` for one that is too long.
    private static func lines(_ pieces: [[UInt8]], limit: Int) -> [String] {
        var reader = FrameReader(limit: limit)
        var lines: [String] = []
        for piece in pieces {
            piece.withUnsafeBytes { reader.append($0) }
            while let frame = reader.next() {
                switch frame {
                case .tooLong: lines.append("!")
                case .line(let range):
                    lines.append(reader.withBytes(of: range) { String(decoding: $0, as: UTF8.self) })
                }
            }
        }
        return lines
    }

    private static let text = Array(
        "ab\n\n\r\ncd\r\n123456\n1234567\n12345\r\r\n123456\r\n1234567\r\n123456789012\nx\r y\n".utf8)
    private static let expected = ["ab", "cd", "123456", "!", "12345\r", "123456", "!", "!", "x\r y"]

    @Test func linesAreTheSameWhereverTheInputIsSplit() {
        for first in 0...Self.text.count {
            for second in [first, min(first + 1, Self.text.count), min(first + 7, Self.text.count)] {
                let pieces = [Self.text[..<first], Self.text[first..<second], Self.text[second...]].map { Array($0) }
                #expect(Self.lines(pieces, limit: 6) == Self.expected, "\(first), \(second)")
            }
        }
        #expect(Self.lines(Self.text.map { [$0] }, limit: 6) == Self.expected)
    }

    @Test func anUnfinishedLineIsKnownAndALongOneIsNotKept() {
        var reader = FrameReader(limit: 10)
        #expect(!reader.hasPartialLine)
        for _ in 0..<1000 {
            Array(repeating: UInt8(0x61), count: 1000).withUnsafeBytes { reader.append($0) }
            #expect(reader.next() == nil)
            #expect(reader.heldBytes == 0)
            #expect(reader.hasPartialLine)
        }
        ([0x0A, 0x62, 0x0A] as [UInt8]).withUnsafeBytes { reader.append($0) }
        #expect(reader.next() == .tooLong)
        guard case .line(let range) = reader.next() else {
            Issue.record("the line after the long one is lost")
            return
        }
        #expect(reader.withBytes(of: range) { Array($0) } == [0x62])
        #expect(reader.next() == nil)
        #expect(!reader.hasPartialLine)
    }
}
