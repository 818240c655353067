public import Domain

extension ReadTransaction {
    /// All that the archive of a student holds of `topics`, in full, by time.
    ///
    /// - Throws: `StoreError.ownerErased` for a student whose keys have been destroyed.
    public func archiveDetails(
        of student: Identifier, in school: Identifier, topics: [ArchiveTopic] = ArchiveTopic.allCases
    ) throws -> [ArchiveDetail] {
        var details: [ArchiveDetail] = []
        for table in StudentTable.all where topics.contains(table.topic) {
            details += try self.details(in: table, of: student, in: school)
        }
        // The register's order for what bears one moment.
        return details.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// How many rows say something of each topic.
    public func archiveCounts(of student: Identifier, in school: Identifier) throws -> [ArchiveTopic: Int] {
        var counts: [ArchiveTopic: Int] = [:]
        for table in StudentTable.all where table.kind != nil {
            try query(
                composed: "SELECT count(*) FROM \(table.name) WHERE \(table.condition)",
                [.identifier(school), .identifier(student)]
            ) { row throws(StoreError) in counts[table.topic, default: 0] += try row.number(0) as Int }
        }
        return counts
    }

    /// What one table has to say; nothing of a table that says nothing.
    private func details(
        in table: StudentTable, of student: Identifier, in school: Identifier
    ) throws(StoreError) -> [ArchiveDetail] {
        guard let kind = table.kind, let key = table.sealed.first?.column.rowKey else { return [] }
        let columns = [table.at] + key + table.clear.map(\.column) + table.sealed.map(\.column.column)
        var details: [ArchiveDetail] = []
        try query(
            composed: "SELECT \(columns.joined(separator: ", ")) FROM \(table.name) WHERE \(table.condition)",
            [.identifier(school), .identifier(student)]
        ) { row throws(StoreError) in
            var keyValues: [Value] = []
            for index in key.indices { keyValues.append(try row.value(1 + index)) }
            let rowKey = SealedRow.bytes(of: keyValues)
            var fields: [DetailField] = []
            for (index, clear) in table.clear.enumerated() {
                if let field = try clear.told(row, at: 1 + key.count + index) { fields.append(field) }
            }
            for (index, sealed) in table.sealed.enumerated() {
                guard let bytes = try row.optionalBlob(1 + key.count + table.clear.count + index) else { continue }
                fields += try sealed.shape.told(
                    try open(bytes, sealed.column, rowKey: rowKey, owner: student))
            }
            details.append(
                ArchiveDetail(
                    topic: table.topic, kind: kind, id: rowKey.hexadecimal, at: try row.timestamp(0),
                    sensitivity: table.sensitivity, fields: fields))
        }
        return details
    }
}

extension StudentTable.Clear {
    fileprivate func told(_ row: borrowing Row, at index: Int) throws(StoreError) -> DetailField? {
        guard !row.isNull(index) else { return nil }
        let value: DetailValue =
            switch self {
            case .word: .text(try row.text(index))
            case .number: .number(try row.integer(index))
            case .moment: .moment(try row.timestamp(index))
            case .person: .person(try row.identifier(index))
            case .link: .link(try row.identifier(index))
            }
        return DetailField(name, value)
    }

    /// Without the ending that says what kind of column it is.
    private var name: String {
        for ending in ["_account_id", "_id"] where column.hasSuffix(ending) {
            return String(column.dropLast(ending.count))
        }
        return column
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
