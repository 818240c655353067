import Domain
import Testing

@Suite("Archive files")
struct ArchiveFileTests {
    private let file = ArchiveFile(
        purpose: .copy, madeAt: Timestamp(milliseconds: 1_793_750_400_000), school: "求真试验中学",
        student: .init(
            name: "欧阳晓明", number: "1", nationalID: nil, sex: "male", birthDate: "2012-03-31",
            contacts: [.init(relation: "父亲", name: "欧阳建国", phone: "13800001111")]),
        records: [
            .init(
                topic: "care", kind: "plan", id: "0f", at: "2026-11-04T00:00:00.000Z", sensitivity: "clinical",
                content: [
                    "goals": .list([.text("睡眠"), .null]), "closed": .truth(false), "rating": .number(-3),
                    "measure": .record(["text": .text("散步")]),
                ])
        ], withheld: [WithheldPart(.trauma, count: 2)])

    @Test("What is written is read again")
    func roundTrip() throws {
        let json = try file.json()
        #expect(try ArchiveFile(json: json) == file)
        #expect(String(decoding: json, as: UTF8.self).contains("\"format\":\"xinyu-archive-1\""))
        let record = file.records[0]
        #expect(try ArchiveFile.Record(json: try record.json()) == record)
    }

    @Test("Another format, or none, is refused with its name")
    func refusals() throws {
        let text = String(decoding: try file.json(), as: UTF8.self)
        #expect(throws: ArchiveFileError.unknownFormat("xinyu-archive-2")) {
            try ArchiveFile(json: Array(text.replacing("archive-1", with: "archive-2").utf8))
        }
        for bytes in [[], Array("{}".utf8), Array(text.utf8.dropLast())] {
            #expect(throws: ArchiveFileError.malformed) { try ArchiveFile(json: bytes) }
        }
    }
}
