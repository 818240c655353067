public import Domain

extension Grant {
    /// Whether the grant's place holds the target at `now`. What its role may do there is the policy's.
    ///
    /// A panel holds no unit and no student: only the open consultations of its schools that the grant's own account is
    /// assigned to. An institution holds itself, and the referrals that it is shown.
    public func covers(_ target: Target, in units: UnitTree, at now: Timestamp) -> Bool {
        switch (scope, target) {
        case (_, .caller), (.installation, _): true
        case (.unit(let unit), .unit(let asked)): units.contains(unit, asked)
        case (.unit(let unit), .student(let student)): student.stands(in: unit, units)
        case (.unit(let unit), .consultation(let consultation)): consultation.student.stands(in: unit, units)
        case (.unit(let unit), .referral(let referral)): referral.student.stands(in: unit, units)
        case (.unit(let unit), .account(_, let home)): home.map { units.contains(unit, $0) } ?? false
        case (.unit(let unit), .institution(_, let served)): served.map { units.contains(unit, $0) } ?? false
        case (.student(let own), .student(let student)): own == student.id
        case (.student(let own), .consultation(let consultation)): own == consultation.student.id
        case (.student(let own), .referral(let referral)): own == referral.student.id
        case (.panel(let unit), .consultation(let consultation)):
            consultation.expertIDs.contains(accountID) && (consultation.openUntil.map { now < $0 } ?? false)
                && (unit.map { units.contains($0, consultation.student.schoolID) } ?? true)
        case (.institution(let own), .referral(let referral)): referral.institutionID == own && referral.isDisclosed
        case (.institution(let own), .institution(let asked, _)): own == asked
        case (.unit, .installation),
            (.student, .installation), (.student, .unit), (.student, .account), (.student, .institution),
            (.panel, .installation), (.panel, .unit), (.panel, .student), (.panel, .account), (.panel, .referral),
            (.panel, .institution),
            (.institution, .installation), (.institution, .unit), (.institution, .student), (.institution, .account),
            (.institution, .consultation):
            false
        }
    }
}

extension Target.StudentTarget {
    /// Whether the student belongs to the unit, by class, dorm or school.
    func stands(in unit: Identifier, _ units: UnitTree) -> Bool {
        [classID, dormID, schoolID].contains { place in place.map { units.contains(unit, $0) } ?? false }
    }
}
