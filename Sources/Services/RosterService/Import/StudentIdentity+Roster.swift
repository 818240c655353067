internal import Domain
internal import Store

extension StudentIdentity {
    init(_ entry: RosterEntry) {
        self.init(
            name: entry.name.text, number: entry.number.text, nationalID: entry.nationalID?.text,
            sex: Sex(entry.sex), birthDate: entry.birthDate.description,
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
        guard entry.guardian != nil || entry.phone != nil else { return nil }
        self.init(relation: "监护人", name: entry.guardian?.text ?? "", phone: entry.phone?.text ?? "")
    }
}
