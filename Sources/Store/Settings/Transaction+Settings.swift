/// Small facts of the installation itself. Nothing of a person belongs here: values are not sealed.
extension ReadTransaction {
    public func setting(_ name: String) throws -> String? {
        try first("SELECT value FROM settings WHERE name = $1", [.text(name)]) { row in try row.text(0) }
    }

    public func settings() throws -> [String: String] {
        let pairs = try all("SELECT name, value FROM settings") { row in (try row.text(0), try row.text(1)) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

extension WriteTransaction {
    public func set(_ name: String, to value: String) throws {
        try execute(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
            [.text(name), .text(value)])
    }

    public func removeSetting(_ name: String) throws {
        try execute("DELETE FROM settings WHERE name = $1", [.text(name)])
    }
}
