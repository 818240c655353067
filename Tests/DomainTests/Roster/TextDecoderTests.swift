import Domain
import Testing

@Suite struct TextDecoderTests {
    private func decode(_ pieces: [[UInt8]], _ encoding: TextEncoding) throws(TextFault) -> [UInt8] {
        var decoder = try TextDecoder(encoding)
        var text: [UInt8] = []
        for piece in pieces { text += decoder.append(piece) }
        return text + decoder.finish()
    }

    @Test func utf8PassesUnchangedHoweverItIsSplit() throws {
        let bytes = Array("学号,é,𠀀,\u{10FFFF}\u{FEFF}\n".utf8)
        for split in 0...bytes.count {
            #expect(try decode([Array(bytes[..<split]), Array(bytes[split...])], .utf8) == bytes)
        }
    }

    // Bytes written down from the tables of GB 18030: two-byte 学号 姓名, four-byte 㐀 and 𠀀.
    @Test func gb18030BecomesUTF8HoweverItIsSplit() throws {
        let bytes: [UInt8] = [
            209, 167, 186, 197, 44, 208, 213, 195, 251, 13, 10, 129, 57, 238, 57, 149, 50, 130, 54, 65,
        ]
        for split in 0...bytes.count {
            let text = try decode([Array(bytes[..<split]), Array(bytes[split...])], .gb18030)
            #expect(String(decoding: text, as: UTF8.self) == "学号,姓名\r\n㐀𠀀A")
        }
        #expect(try decode(bytes.map { [$0] }, .gb18030) == Array("学号,姓名\r\n㐀𠀀A".utf8))
    }

    /// Each stands in a line between two that are whole, and leaves one mark or more in its place.
    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE5], [0xE5, 0xAD], [0xF0, 0x9F, 0x98], [0xFF],
            [209, 167, 186, 197],
        ] as [[UInt8]])
    func whatIsNotUTF8BecomesAMarkAndTheRestComesThrough(bytes: [UInt8]) throws {
        let file = Array("一\r\n,".utf8) + bytes + Array("\n二,\"".utf8)
        for split in 0...file.count {
            let text = try decode([Array(file[..<split]), Array(file[split...])], .utf8)
            #expect(text.starts(with: Array("一\r\n,".utf8)))
            #expect(text.suffix(6) == ArraySlice(Array("\n二,\"".utf8)))
            #expect(text.dropFirst(6).dropLast(6).contains(0xFF))
        }
    }

    /// 学, a byte that begins nothing before a blank, a four-byte character that is broken off by the line's end, 学.
    @Test func whatIsNotGB18030BecomesAMarkAndTheRestComesThrough() throws {
        let file: [UInt8] = [209, 167, 0x0D, 0x0A, 0x81, 0x20, 0x0A, 0x81, 0x0A, 0xFF, 0x2C, 209, 167]
        for split in 0...file.count {
            let text = try decode([Array(file[..<split]), Array(file[split...])], .gb18030)
            #expect(text == Array("学\r\n".utf8) + [0xFF, 0x20, 0x0A, 0xFF, 0x0A, 0xFF, 0x2C] + Array("学".utf8))
        }
    }

    @Test(arguments: TextEncoding.allCases)
    func aFileCutInACharacterEndsWithAMark(encoding: TextEncoding) throws {
        let cut: [UInt8] = encoding == .utf8 ? [0x0A, 0xE5, 0xAD] : [0x0A, 0xD1]
        #expect(try decode([cut], encoding) == [0x0A, 0xFF])
    }

    @Test(arguments: 1...100)
    func noiseNeverTrapsAndIsJudgedAlikeHoweverItIsSplit(seed: Int) {
        var numbers = SeededNumbers(seed: UInt64(seed) &* 77)
        let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        for encoding in TextEncoding.allCases {
            func outcome(_ pieces: [[UInt8]]) -> Result<[UInt8], TextFault> {
                Result { () throws(TextFault) in try decode(pieces, encoding) }
            }
            #expect(outcome([bytes]) == outcome(bytes.map { [$0] }))
        }
    }
}
