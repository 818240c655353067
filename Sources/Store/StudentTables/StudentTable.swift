internal import Domain

/// A table in which something of a student stands: how its rows are found, what they say in full, and to which topic of
/// the archive they belong. By this register, `StudentTable.all`, archives are copied, handed on and destroyed; a test
/// compares it with the schema and with `SealedColumn.all`, so that no table is forgotten.
struct StudentTable: Sendable {
    /// How the rows of a student are found.
    enum Rows: Sendable {
        /// By this column.
        case column(String)
        /// Through the row of another table that they belong to: its name, and the column here that holds its id.
        case through(String, by: String)
    }

    /// A column in the clear, as it is told. A column that is not listed is not told.
    enum Clear: Sendable {
        /// A word of a closed list, or a short text.
        case word(String)
        case number(String)
        case moment(String)
        /// The account of somebody at the school.
        case person(String)
        /// Another record of the same student.
        case link(String)

        var column: String {
            switch self {
            case .word(let name), .number(let name), .moment(let name), .person(let name), .link(let name): name
            }
        }
    }

    /// A sealed column, and how its bytes read.
    struct Sealed: Sendable {
        let column: SealedColumn
        let shape: SealedShape
    }

    /// A column elsewhere that names a row of this table and must let go of it before it is deleted.
    struct Reference: Sendable {
        let table: String
        let column: String
    }

    let name: String
    let topic: ArchiveTopic
    /// What a row is called in a file; nothing for rows that say nothing that another table does not.
    let kind: String?
    let sensitivity: Sensitivity
    /// The moment of a row.
    let at: String
    let rows: Rows
    let clear: [Clear]
    let sealed: [Sealed]
    let references: [Reference]

    init(
        _ name: String, _ topic: ArchiveTopic, _ kind: String?, _ sensitivity: Sensitivity = .clinical,
        at: String = "at", rows: Rows = .column("student_id"), told clear: [Clear] = [], sealed: [Sealed] = [],
        references: [Reference] = []
    ) {
        self.name = name
        self.topic = topic
        self.kind = kind
        self.sensitivity = sensitivity
        self.at = at
        self.rows = rows
        self.clear = clear
        self.sealed = sealed
        self.references = references
    }

    /// The condition on rows of the student `$2` in the school `$1`.
    var condition: String {
        switch rows {
        case .column(let column): "school_id = $1 AND \(column) = $2"
        case .through(let table, let column):
            "school_id = $1 AND \(column) IN (SELECT id FROM \(table) WHERE school_id = $1 AND student_id = $2)"
        }
    }
}
