internal import Domain
internal import Store

extension WriteTransaction {
    /// Seals anew what is of former terms, owner after owner, at most `limit` values.
    ///
    /// - Returns: with how many of `owners` it is through, and how many values were sealed.
    func reseal(_ owners: ArraySlice<Identifier>, limit: Int) throws -> (owners: Int, values: Int) {
        var values = 0
        for (done, owner) in owners.enumerated() {
            let wanted = limit - values
            guard wanted > 0 else { return (done, values) }
            let count = try resealUnlessErased(owner, limit: wanted)
            values += count
            // As many as were wanted: there may be more.
            if count == wanted { return (done, values) }
        }
        return (owners.count, values)
    }

    private func resealUnlessErased(_ owner: Identifier, limit: Int) throws -> Int {
        do {
            return try reseal(owner: owner, limit: limit)
        } catch StoreError.ownerErased {
            return 0
        }
    }
}

extension StoreError {
    /// Whether something of one owner is wrong, and the others can be gone on with.
    var isOfOneOwner: Bool {
        switch self {
        case .vault, .ownerKeyMissing, .unexpectedValue: true
        default: false
        }
    }
}
