import Domain
import Foundation
import Testing

@Suite("Attachments: types and limits")
struct AttachmentTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [UInt8](repeating: 1, count: 40)
        + [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 20) + [0xFF, 0xD9]
    private static let pdf = Array("%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n".utf8)
    private static let text = Array("诊断证明\r\n\t第一页\n".utf8)

    private static let files: [(AttachmentType, [UInt8])] = [(.png, png), (.jpeg, jpeg), (.pdf, pdf), (.text, text)]

    @Test("A file is of the type that it holds, and of no other")
    func types() {
        for (type, bytes) in Self.files {
            for other in AttachmentType.allCases {
                // A PDF of letters alone is a text too.
                if other == .text && type == .pdf { continue }
                #expect(other.matches(bytes) == (other == type), "\(type) as \(other)")
            }
        }
    }

    @Test("A file that is cut off is of no type; nor is an empty one")
    func cut() {
        for (type, bytes) in Self.files where type != .text {
            for count in 0..<bytes.count {
                // Behind the mark a PDF may end at once.
                if type == .pdf, count >= bytes.count - 1 { continue }
                #expect(!type.matches(Array(bytes.prefix(count))), "\(type), \(count) bytes")
            }
        }
        #expect(!AttachmentType.text.matches([]))
    }

    @Test(
        "A text is UTF-8 without control characters",
        arguments: [[0], [0x1B], [0x7F], [0xC0, 0x80], [0xE4, 0xBD]] as [[UInt8]])
    func text(_ tail: [UInt8]) {
        #expect(!AttachmentType.text.matches(Self.text + tail))
    }

    @Test("A program is none of them, whatever it is called")
    func program() {
        let elf: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 100)
        for type in AttachmentType.allCases { #expect(!type.matches(elf)) }
    }

    private static let rules = ArchiveRules.Attachments(
        mostBytes: 100, mostOfStudent: 3, mostBytesOfStudent: 250, types: [.pdf], unfinishedFor: .init(.seconds(60)))

    @Test(
        "The limits hold to the byte",
        arguments: [
            (0, 0, 0, AttachmentFinding.empty), (1, 0, 0, nil), (100, 0, 0, nil), (101, 0, 0, .tooLarge(most: 100)),
            (10, 2, 20, nil), (10, 3, 30, .tooMany(most: 3)), (50, 2, 200, nil), (51, 2, 200, .tooMuch(most: 250)),
        ] as [(Int, Int, Int, AttachmentFinding?)])
    func limits(_ bytes: Int, _ count: Int, _ sum: Int, _ finding: AttachmentFinding?) {
        #expect(Self.rules.finding(bytes: bytes, having: count, sum) == finding)
    }

    @Test("What ships is what the code says, and holds")
    func shipped() throws {
        let rules = try JSONDecoder().decode(ArchiveRules.self, from: shippedFile("config/rules/archive.json"))
        #expect(rules == .shipped)
        #expect(rules.finding == nil)
    }

    @Test("Rules that cannot hold are refused, and say what is wrong")
    func findings() {
        func finding(
            _ one: Int = 100, _ most: Int = 3, _ sum: Int = 250, _ types: [AttachmentType] = [.pdf]
        ) -> String? {
            ArchiveRules(
                attachments: .init(
                    mostBytes: one, mostOfStudent: most, mostBytesOfStudent: sum, types: types,
                    unfinishedFor: .init(.seconds(1)))
            ).finding
        }
        #expect(finding() == nil)
        #expect(finding(0)?.contains("mostBytes") == true)
        #expect(finding(65 << 20, 3, 1 << 30)?.contains("mostBytes") == true)
        #expect(finding(100, 0)?.contains("mostOfStudent") == true)
        #expect(finding(100, 3, 99)?.contains("mostBytesOfStudent") == true)
        #expect(finding(100, 3, 250, [])?.contains("types") == true)
        #expect(finding(100, 3, 250, [.pdf, .pdf])?.contains("types") == true)
    }
}
