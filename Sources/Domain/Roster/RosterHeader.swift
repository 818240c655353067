/// Which column stands where in a roster.
public struct RosterHeader: Sendable, Equatable {
    /// By position; nothing where the column is unknown.
    let columns: [RosterColumn?]
    /// The header's own names of the columns that it has.
    let names: [RosterColumn: String]
    /// The names of columns that mean nothing here and are passed over.
    public let ignoredColumns: [String]

    /// Reads the first record of a file.
    ///
    /// A file without a required column, or with two of one kind, cannot be taken: then all that is wrong is returned.
    public static func read(_ record: CSVRecord) -> Result<RosterHeader, RosterHeaderFaults> {
        var columns: [RosterColumn?] = []
        var names: [RosterColumn: String] = [:]
        var ignored: [String] = []
        var faults: [RosterFault] = []
        for cell in record.fields {
            let name = RosterCell.cleaned(cell)
            let column = RosterColumn(named: name)
            columns.append(column)
            guard let column else {
                if !name.isEmpty { ignored.append(name) }
                continue
            }
            if names[column] != nil {
                faults.append(RosterFault(line: record.line, column: name, reason: .doubledColumn))
            }
            names[column] = names[column] ?? name
        }
        for column in RosterColumn.allCases where column.isRequired && names[column] == nil {
            faults.append(RosterFault(line: record.line, column: column.names[0], reason: .missingColumn))
        }
        guard faults.isEmpty else { return .failure(RosterHeaderFaults(faults: faults)) }
        return .success(RosterHeader(columns: columns, names: names, ignoredColumns: ignored))
    }

    /// The name under which the file knows the column.
    func name(of column: RosterColumn) -> String { names[column] ?? column.names[0] }
}

/// Why a file's header cannot be used: at least one fault.
public struct RosterHeaderFaults: Error, Sendable, Equatable {
    public let faults: [RosterFault]
}
