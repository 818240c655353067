public import Domain
internal import Vault

extension WriteTransaction {
    /// Seals values of `owner` that are of another term anew under the ring's current term, at most `limit`.
    ///
    /// It is for the background: call it with a small limit, so that other writes are not held up, and again until it
    /// returns less than the limit; then `Store.dropFormerKeys`.
    ///
    /// - Returns: how many values were sealed anew.
    /// - Throws: `StoreError` as `open`; then nothing of this transaction is stored, and the old keys are still there.
    public func reseal(owner: Identifier, limit: Int) throws -> Int {
        // Also for an owner with nothing sealed: from now on the newest key is of the current term.
        let key = try newKeys.currentKey(of: owner)
        var count = 0
        for column in SealedColumn.all where column.belongs(to: owner) {
            guard count < limit else { break }
            let values = try formerValues(in: column, of: owner, term: key.term, limit: limit - count)
            for value in values {
                try execute(
                    composed: column.updateStatement,
                    [.blob(try resealed(value, in: column, with: key))] + value.primaryKey)
            }
            count += values.count
        }
        return count
    }

    private func resealed(_ value: FormerValue, in column: SealedColumn, with key: OwnerKey) throws -> [UInt8] {
        let place = SealedPlace(table: column.table, column: column.column, rowKey: value.rowKey, owner: key.owner)
        let term: UInt32
        do throws(VaultError) { term = try SealedValue.term(of: value.sealed) } catch { throw StoreError.vault(error) }
        let former = try openingKey(of: key.owner, term: term)
        do throws(VaultError) {
            return key.seal(try former.open(value.sealed, at: place), at: place)
        } catch {
            throw StoreError.vault(error)
        }
    }
}

extension ReadTransaction {
    /// Whether a value of the owner is of another term than `currentTerm`.
    func hasFormerValues(of owner: Identifier, currentTerm: UInt32) throws(StoreError) -> Bool {
        for column in SealedColumn.all where column.belongs(to: owner) {
            if try !formerValues(in: column, of: owner, term: currentTerm, limit: 1).isEmpty { return true }
        }
        return false
    }

    fileprivate struct FormerValue {
        let sealed: [UInt8]
        let rowKey: [UInt8]
        let primaryKey: [Value]
    }

    fileprivate func formerValues(
        in column: SealedColumn, of owner: Identifier, term: UInt32, limit: Int
    ) throws(StoreError) -> [FormerValue] {
        var values: [FormerValue] = []
        var arguments: [Value] = [.blob(withUnsafeBytes(of: term.bigEndian) { Array($0) }), .number(limit)]
        if column.owner != .installation { arguments.append(.identifier(owner)) }
        try query(composed: column.formerValuesStatement, arguments) { row throws(StoreError) in
            var primaryKey: [Value] = []
            for index in column.primaryKey.indices { primaryKey.append(try row.value(index + 1)) }
            let rowKey = primaryKey.suffix(column.rowKey.count)
            values.append(
                FormerValue(
                    sealed: try row.blob(0), rowKey: SealedRow.bytes(of: Array(rowKey)), primaryKey: primaryKey))
        }
        return values
    }
}

extension SealedColumn {
    fileprivate func belongs(to owner: Identifier) -> Bool {
        (self.owner == .installation) == (owner == .installation)
    }

    /// The value, then the primary key, of rows whose value is of another term than `$1`; at most `$2`.
    fileprivate var formerValuesStatement: String {
        var condition = "substr(\(column), 2, 4) <> $1"
        if case .column(let name) = owner { condition += " AND \(name) = $3" }
        return "SELECT \(column), \(primaryKey.joined(separator: ", ")) FROM \(table) WHERE \(condition) LIMIT $2"
    }

    fileprivate var updateStatement: String {
        let condition = primaryKey.enumerated().map { "\($1) = $\($0 + 2)" }.joined(separator: " AND ")
        return "UPDATE \(table) SET \(column) = $1 WHERE \(condition)"
    }
}
