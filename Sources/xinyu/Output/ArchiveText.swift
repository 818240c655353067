internal import Domain

/// An archive file for people: as text for a terminal or a printer, and as a page for a browser, in the language of the
/// locale.
struct ArchiveText {
    private let archive: ArchiveFile

    init(_ archive: ArchiveFile) { self.archive = archive }

    private var title: String {
        Language.current.text(en: "Mental health archive", zh: "心理健康档案") + " · " + archive.student.name
    }

    private var caution: String {
        Language.current.text(
            en: "Screening is not a diagnosis, and a low score is no proof that all is well.",
            zh: "筛查不是诊断（《精神卫生法》第二十三条）；得分低不等于没有困难，请以面谈为准。")
    }

    private var head: [(String, String)] {
        let student = archive.student
        let known: [(String, String?)] = [
            ("number", student.number), ("nationalID", student.nationalID), ("sex", student.sex),
            ("birthDate", student.birthDate),
        ]
        return [(Language.current.text(en: "school", zh: "学校"), archive.school)]
            + known.compactMap { field, value in value.map { (Words.student(field), $0) } }
            + student.contacts.map { ($0.relation, "\($0.name) \($0.phone)") }
            + [(Language.current.text(en: "made", zh: "制作时间"), archive.madeAt)]
    }

    /// The topics in the order of the archive, each with its records by time.
    private var topics: [(String, [ArchiveFile.Record])] {
        let byTopic = Dictionary(grouping: archive.records, by: \.topic)
        let known = ArchiveTopic.allCases.map(\.rawValue)
        return (known + byTopic.keys.filter { !known.contains($0) }.sorted()).compactMap { topic in
            byTopic[topic].map { (topic, $0) }
        }
    }

    private var withheld: [String] { archive.withheld.map { Words.withheld($0.part.rawValue, $0.count) } }

    // MARK: - Text

    var text: String {
        var text = title + "\n"
        for (name, value) in head { text += "  \(name): \(Table.printable(value))\n" }
        text += caution + "\n"
        for (topic, records) in topics {
            text += "\n== \(Words.topic(topic)) (\(records.count))\n"
            for record in records { text += Self.text(of: record) + "\n" }
        }
        for line in withheld { text += "\n" + line }
        return text + "\n"
    }

    /// One record that another school wrote, as the daemon gives it.
    static func record(json: String) -> String {
        guard let record = try? ArchiveFile.Record(json: Array(json.utf8)) else { return Table.printable(json) }
        return text(of: record)
    }

    private static func text(of record: ArchiveFile.Record) -> String {
        var text = "\(record.at.prefix(16).replacing("T", with: " "))  \(record.kind.replacing("_", with: " "))"
        for (name, value) in fields(of: record) { text += "\n    \(name): \(Table.printable(value))" }
        return text
    }

    private static func fields(of record: ArchiveFile.Record) -> [(String, String)] {
        record.content.sorted { $0.key < $1.key }.compactMap { name, value in
            let shown = plain(value)
            return shown.isEmpty ? nil : (name.replacing("_", with: " "), shown)
        }
    }

    private static func plain(_ value: PlainValue) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): String(number)
        case .truth(let truth):
            truth ? Language.current.text(en: "yes", zh: "是") : Language.current.text(en: "no", zh: "否")
        case .null: "–"
        case .list(let values): values.map(plain).joined(separator: "; ")
        case .record(let fields):
            fields.sorted { $0.key < $1.key }.map { "\($0.key.replacing("_", with: " ")) \(plain($0.value))" }
                .joined(separator: ", ")
        }
    }

    // MARK: - Page

    var page: String {
        var page = """
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><title>\(Self.escaped(title))</title></head><body>
            <h1>\(Self.escaped(title))</h1>

            """
        for (name, value) in head { page += "<p>\(Self.escaped(name)): \(Self.escaped(value))</p>\n" }
        page += "<p><em>\(Self.escaped(caution))</em></p>\n"
        for (topic, records) in topics {
            page += "<h2>\(Self.escaped(Words.topic(topic)))</h2>\n"
            for record in records {
                page += "<h3>\(Self.escaped(String(record.at.prefix(16)))) \(Self.escaped(record.kind))</h3>\n<dl>\n"
                for (name, value) in Self.fields(of: record) {
                    page += "<dt>\(Self.escaped(name))</dt><dd>\(Self.escaped(value))</dd>\n"
                }
                page += "</dl>\n"
            }
        }
        for line in withheld { page += "<p>\(Self.escaped(line))</p>\n" }
        return page + "</body></html>\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
