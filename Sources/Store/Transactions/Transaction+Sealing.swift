public import Domain
internal import Vault

extension ReadTransaction {
    /// Opens a value that stands sealed in `column` of `row`.
    ///
    /// - Throws: `StoreError.ownerErased`, `.ownerKeyMissing`, or `.vault` if the value was altered or moved here.
    public final func open(
        _ sealed: [UInt8], _ column: SealedColumn, row: SealedRow, owner: Identifier
    ) throws(StoreError) -> [UInt8] {
        try open(sealed, at: row.place(in: column, owner: owner))
    }

    /// The same, for a row whose key was read as it stands.
    final func open(
        _ sealed: [UInt8], _ column: SealedColumn, rowKey: [UInt8], owner: Identifier
    ) throws(StoreError) -> [UInt8] {
        try open(
            sealed, at: SealedPlace(table: column.table, column: column.column, rowKey: rowKey, owner: owner))
    }

    private func open(_ sealed: [UInt8], at place: SealedPlace) throws(StoreError) -> [UInt8] {
        try checkUse()
        let term: UInt32
        do throws(VaultError) { term = try SealedValue.term(of: sealed) } catch { throw .vault(error) }
        let key = try openingKey(of: place.owner, term: term)
        do throws(VaultError) {
            return try key.open(sealed, at: place)
        } catch {
            throw .vault(error)
        }
    }

    /// The same, for a row whose key is an identifier.
    public final func open(
        _ sealed: [UInt8], _ column: SealedColumn, row: Identifier, owner: Identifier
    ) throws(StoreError) -> [UInt8] {
        try open(sealed, column, row: .identifier(row), owner: owner)
    }
}

extension ReadTransaction {
    /// Whether the keys of `owner` have been destroyed.
    public final func isErased(_ owner: Identifier) throws(StoreError) -> Bool {
        do throws(StoreError) {
            _ = try keys.newestKey(of: owner)
            return false
        } catch {
            if case .ownerErased = error { return true }
            throw error
        }
    }

    /// What `open` does, for a list in which something of an erased owner stands among others: nothing for that.
    final func openUnlessErased(
        _ sealed: [UInt8], _ column: SealedColumn, row: Identifier, owner: Identifier
    ) throws(StoreError) -> [UInt8]? {
        do throws(StoreError) {
            return try open(sealed, column, row: row, owner: owner)
        } catch {
            if case .ownerErased = error { return nil }
            throw error
        }
    }
}

extension WriteTransaction {
    /// Seals `plaintext` for `column` of `row`, with the newest key of `owner`. An owner without a key gets one, which
    /// is durable before what it seals is.
    ///
    /// - Throws: `StoreError.ownerErased` if the owner's keys have been destroyed.
    public func seal(
        _ plaintext: [UInt8], _ column: SealedColumn, row: SealedRow, owner: Identifier
    ) throws(StoreError) -> [UInt8] {
        try checkUse()
        return try newKeys.sealingKey(of: owner).seal(plaintext, at: row.place(in: column, owner: owner))
    }

    /// The same, for a row whose key is an identifier.
    public func seal(
        _ plaintext: [UInt8], _ column: SealedColumn, row: Identifier, owner: Identifier
    ) throws(StoreError) -> [UInt8] {
        try seal(plaintext, column, row: .identifier(row), owner: owner)
    }
}
