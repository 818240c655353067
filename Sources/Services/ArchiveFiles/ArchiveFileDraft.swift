internal import Domain
internal import Instruments
internal import Store
internal import Vault

/// Makes the file of a student's archive: for another school in full but for what never leaves in a file; for a guardian
/// without what the law lets be withheld.
struct ArchiveFileDraft {
    let purpose: ArchiveFile.Purpose
    let student: IdentifiedStudent
    let transaction: ReadTransaction
    let now: Timestamp

    func file() throws -> ArchiveFile {
        let school = student.record.school
        let details = try transaction.archiveDetails(of: student.record.id, in: school)
        var (records, withheld): ([ArchiveFile.Record], [WithheldPart.Part: Int]) = ([], [:])
        var people = PeopleByName(transaction: transaction, purpose: purpose)
        for detail in details {
            if let part = part(withholding: detail) {
                withheld[part, default: 0] += 1
                continue
            }
            records.append(try record(detail, &people))
        }
        return ArchiveFile(
            purpose: purpose, madeAt: now, school: try transaction.unit(school)?.name ?? "",
            student: ArchiveFile.Student(student.identity), records: records,
            withheld: WithheldPart.Part.allCases.compactMap { part in
                withheld[part].map { WithheldPart(part, count: $0) }
            })
    }

    // MARK: - What is withheld

    /// Under which heading a record is withheld; nothing for one that is told.
    ///
    /// What is under the trauma protocol leaves the school in no file: who has done it may be in the family, or at the
    /// other school (未成年人保护法 11, 个人信息保护法 28). From a copy for a guardian stay away: the words of
    /// interviews and conversations (精神卫生法 23; a minor's confidence), and what third persons told in confidence.
    private func part(withholding detail: ArchiveDetail) -> WithheldPart.Part? {
        if detail.topic == .trauma { return .trauma }
        guard purpose == .copy else { return nil }
        switch detail.kind {
        case "interview", "counselling_notes": return .interviewNotes
        case "signal", "expert_opinion", "crisis_lesson": return .thirdPersons
        case "received": return .received
        case "attachment_piece": return .attachments
        case "record": return detail.isToldByOthers ? .thirdPersons : nil
        case "line": return detail.word("kind") == ArchiveEntry.Kind.protected.rawValue ? .trauma : nil
        default: return nil
        }
    }

    // MARK: - Records

    private func record(_ detail: ArchiveDetail, _ people: inout PeopleByName) throws -> ArchiveFile.Record {
        var content: [String: PlainValue] = [:]
        for field in detail.fields {
            if let value = try plain(field.value, &people) { content[field.name] = value }
        }
        // What came from another school keeps its own form.
        if detail.kind == "received", case .text(let text)? = content["record"],
            let former = try? ArchiveFile.Record(json: Array(text.utf8))
        {
            content["record"] = .record(former.content)
            content["kind"] = .text(former.kind)
        }
        return ArchiveFile.Record(
            topic: detail.topic.rawValue, kind: detail.kind, id: detail.id, at: detail.at.iso8601,
            sensitivity: detail.sensitivity.word, content: content)
    }

    /// Nothing for what is left out.
    private func plain(_ value: DetailValue, _ people: inout PeopleByName) throws -> PlainValue? {
        switch value {
        case .text(let text): return .text(text)
        case .number(let number): return .number(number)
        case .moment(let moment): return .text(moment.iso8601)
        case .link(let id): return .text(id.description)
        case .person(let account): return try people.name(of: account)
        case .list(let values): return .list(try values.map { try plain($0, &people) ?? .null })
        case .record(let fields):
            var record: [String: PlainValue] = [:]
            for field in fields {
                if let value = try plain(field.value, &people) { record[field.name] = value }
            }
            return .record(record)
        case .scores(let bytes): return InstrumentScore(bytes: bytes).map(PlainValue.init)
        case .norms(let bytes): return NormComparison(bytes: bytes).map(PlainValue.init)
        case .bytes(let bytes): return .text(Base64Text.encode(bytes))
        case .nothing: return nil
        }
    }
}

/// The names of the school's people, each looked up once; a guardian is not told them.
private struct PeopleByName {
    let transaction: ReadTransaction
    let purpose: ArchiveFile.Purpose
    private var known: [Identifier: String] = [:]

    init(transaction: ReadTransaction, purpose: ArchiveFile.Purpose) {
        self.transaction = transaction
        self.purpose = purpose
    }

    mutating func name(of account: Identifier) throws -> PlainValue? {
        guard purpose == .transfer, account != .installation else { return nil }
        if let name = known[account] { return .text(name) }
        let name = try transaction.nameOfAccountUnlessErased(account)
        known[account] = name
        return name.isEmpty ? nil : .text(name)
    }
}

extension ArchiveDetail {
    /// Whether it is what somebody outside of family and school has told, who must be protected.
    fileprivate var isToldByOthers: Bool {
        switch word("source").flatMap(InformationSource.init) {
        case .classmate, .hotline, .police, .onlineIncident, .community, .other: true
        case .student, .guardian, .teacher, .hospital, .otherSchool, .schoolFiles, nil: false
        }
    }

    fileprivate func word(_ name: String) -> String? {
        guard case .text(let word)? = fields.first(where: { $0.name == name })?.value else { return nil }
        return word
    }
}

extension Sensitivity {
    /// As files have it.
    var word: String {
        switch self {
        case .public: "public"
        case .roster: "roster"
        case .status: "status"
        case .clinical: "clinical"
        case .raw: "raw"
        }
    }

    init?(word: String) {
        guard let sensitivity = Sensitivity.allCases.first(where: { $0.word == word }) else { return nil }
        self = sensitivity
    }
}

extension ArchiveFile.Student {
    fileprivate init(_ identity: StudentIdentity) {
        self.init(
            name: identity.name, number: identity.number, nationalID: identity.nationalID,
            sex: identity.sex?.rawValue, birthDate: identity.birthDate,
            contacts: identity.contacts.map { Contact(relation: $0.relation, name: $0.name, phone: $0.phone) })
    }
}

extension StudentIdentity {
    /// Who a file is about; `number` where the receiving school has given another.
    init(_ student: ArchiveFile.Student, number: String?) {
        self.init(
            name: student.name, number: number ?? student.number, nationalID: student.nationalID,
            sex: student.sex.flatMap(Sex.init), birthDate: student.birthDate,
            contacts: student.contacts.map { Contact(relation: $0.relation, name: $0.name, phone: $0.phone) })
    }
}

extension PlainValue {
    /// The scores of an instrument: scales with their scores as decimals, and the critical items.
    fileprivate init(_ score: InstrumentScore) {
        let scales = score.scales.map { scale in
            PlainValue.record([
                "scale": .text(scale.id), "raw": .decimal(scale.raw), "standard": .decimal(scale.standard),
                "mean": .decimal(scale.mean), "band": scale.band.map(PlainValue.text) ?? .null,
                "complete": .truth(scale.state == .complete),
            ])
        }
        self = .record([
            "scales": .list(scales), "critical_items": .list(score.criticalItems.map(PlainValue.text)),
        ])
    }

    /// How a result stands in the norms that it was compared with; which they are, or that there were none.
    fileprivate init(_ comparison: NormComparison) {
        let scales = comparison.scales.map { scale in
            PlainValue.record([
                "scale": .text(scale.id), "z": .decimal(scale.z), "t": .decimal(scale.t),
                "percentile": .decimal(scale.percentile),
            ])
        }
        let norms = comparison.reference.map { PlainValue.text("\($0.id) \($0.version)") }
        self = .record(["norms": norms ?? .null, "scales": .list(scales)])
    }

    private static func decimal(_ thousandths: Int64?) -> PlainValue {
        guard let thousandths else { return .null }
        let (whole, rest) = (thousandths.magnitude / 1_000, thousandths.magnitude % 1_000)
        let digits = String(rest + 1_000).dropFirst()
        return .text((thousandths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(digits)"))
    }
}
