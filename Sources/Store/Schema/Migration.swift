/// One step of the schema, forward only. Once released it is never changed.
struct Migration: Sendable {
    /// Counts from 1 without a gap; kept in the file as `user_version`.
    let number: Int
    let sql: String
}

extension Connection {
    /// Brings the schema of `file` to the newest version, each step in a transaction of its own.
    ///
    /// - Throws: `StoreError.newerSchema` if the file is from a newer program; `.migrationMissing` if the steps do
    ///   not follow each other.
    func migrate(_ file: DatabaseFile) throws(StoreError) {
        for (index, migration) in file.migrations.enumerated() where migration.number != index + 1 {
            throw .migrationMissing(index + 1)
        }
        let present = Int(try setting("PRAGMA user_version"))
        guard present <= file.migrations.count else {
            throw .newerSchema(file: file.name, version: present, known: file.migrations.count)
        }
        for migration in file.migrations.dropFirst(present) {
            try step(.beginWriting)
            do throws(StoreError) {
                try script(migration.sql)
                try script("PRAGMA application_id = \(file.applicationID)")
                try script("PRAGMA user_version = \(migration.number)")
                try step(.commit)
            } catch {
                rollback()
                throw error
            }
        }
    }
}
