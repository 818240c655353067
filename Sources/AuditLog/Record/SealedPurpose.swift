internal import Domain
public import Vault

/// The purpose of a call, sealed with the audit key. It is free text, in which people write names, and the log is read
/// by those who may see none.
public enum SealedPurpose {
    /// The bytes for `AuditRecord.purpose`. An empty purpose stays empty.
    public static func seal(_ text: String, requestID: String, with key: OwnerKey) -> [UInt8] {
        text.isEmpty ? [] : key.seal(Array(text.utf8), at: place(requestID))
    }

    /// The purpose of a record.
    ///
    /// - Parameter ring: has the audit key of the term that the purpose was sealed under.
    public static func open(_ record: AuditRecord, with ring: KeyRing) throws(VaultError) -> String {
        guard !record.purpose.isEmpty else { return "" }
        let key = try ring.auditKey(term: try SealedValue.term(of: record.purpose))
        return String(decoding: try key.open(record.purpose, at: place(record.requestID)), as: UTF8.self)
    }

    /// Bound to the request and not to the index, so that it can be sealed before the record has its place in the log.
    private static func place(_ requestID: String) -> SealedPlace {
        SealedPlace(table: "audit", column: "purpose", rowKey: Array(requestID.utf8), owner: .installation)
    }
}
