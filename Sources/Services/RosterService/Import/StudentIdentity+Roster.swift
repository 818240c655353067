internal import Domain
internal import Store

extension StudentIdentity {
    init(_ entry: RosterEntry) {
        self.init(
            name: entry.name, number: entry.number.text, nationalID: entry.nationalID?.text,
            sex: (entry.sex ?? entry.nationalID?.sex).map { Sex($0) },
            birthDate: (entry.birthDate ?? entry.nationalID?.birthDate)?.description,
            contacts: Contact(entry).map { [$0] } ?? [])
    }

    /// This identity with all that `newer` says.
    func updated(by newer: StudentIdentity) -> StudentIdentity {
        StudentIdentity(
            name: newer.name, number: newer.number, nationalID: newer.nationalID ?? nationalID, sex: newer.sex ?? sex,
            birthDate: newer.birthDate ?? birthDate, contacts: newer.contacts.isEmpty ? contacts : newer.contacts)
    }
}

extension StudentIdentity.Sex {
    fileprivate init(_ sex: Sex) {
        self =
            switch sex {
            case .female: .female
            case .male: .male
            }
    }
}

extension StudentIdentity.Contact {
    /// Nothing when the line names neither a guardian nor a telephone.
    fileprivate init?(_ entry: RosterEntry) {
        guard entry.guardianName != nil || entry.guardianPhone != nil else { return nil }
        self.init(relation: "监护人", name: entry.guardianName ?? "", phone: entry.guardianPhone ?? "")
    }
}
