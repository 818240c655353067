import Domain

@testable import Store

extension Invariant {
    /// Nothing is about a student who is not there.
    static let ofReferences = [
        Invariant(name: "what is about a student is about one who is there") { transaction, _ in
            var strangers: [String] = []
            for (table, column) in columnsNamingStudents {
                try transaction.query(
                    composed: """
                        SELECT DISTINCT hex(\(column)) FROM \(table) AS r WHERE \(column) IS NOT NULL
                            AND NOT EXISTS (SELECT 1 FROM students s WHERE s.id = r.\(column))
                        """
                ) { row throws(StoreError) in strangers.append("\(table).\(column) \(try row.text(0))") }
            }
            return strangers
        },
        Invariant(name: "every table that names a student is looked at") { transaction, _ in
            let named = try transaction.all(
                """
                SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table' AND c.name = 'student_id'
                """
            ) { row in try row.text(0) }
            return Set(named).subtracting(columnsNamingStudents.map(\.table)).sorted()
        },
    ]

    /// By the register that copies, moves and erasures go by, and by what stays when all of those have ended.
    private static let columnsNamingStudents: [(table: String, column: String)] =
        StudentTable.all.compactMap { table in
            if case .column(let column) = table.rows { (table.name, column) } else { nil }
        } + ["accounts", "transfers", "erasures", "legal_holds"].map { ($0, "student_id") }
}
