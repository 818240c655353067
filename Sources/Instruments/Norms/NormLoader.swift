/// Reads a norm file: bounds first, then form, then sense.
public enum NormLoader {
    /// The largest norm file that is looked at: as large as a manifest.
    public static let largestSize = ManifestLoader.largestSize

    /// The norms in `bytes`.
    ///
    /// - Throws: all that is wrong with them; the first stage that finds something ends the reading.
    public static func load(_ bytes: [UInt8]) throws(NormError) -> NormTables {
        let tables: NormTables
        do throws(ManifestError) {
            tables = try ManifestLoader.decode(NormTables.self, from: bytes)
        } catch {
            throw NormError(findings: error.findings.map { NormFinding($0) })
        }
        let findings = tables.findings()
        if !findings.isEmpty { throw NormError(findings: findings) }
        return tables
    }
}
