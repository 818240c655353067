internal import Domain
public import Store
public import Vault

/// The blind indexes by which students are found.
///
/// The bits are a setting of the installation, chosen for its population by `BlindIndexBudget` and the same for as long
/// as the indexes are not made anew.
public struct StudentIndexes: Sendable {
    private let ring: KeyRing
    private let bits: Int

    public init(_ ring: KeyRing, bits: Int) {
        self.ring = ring
        self.bits = bits
    }

    public func number(_ number: String) -> [UInt8] { index(.studentNumber).value(of: number) }

    public func nationalID(_ number: String) -> [UInt8] { index(.nationalID).value(of: number) }

    /// All indexes of an identity.
    public func of(_ identity: StudentIdentity) -> StudentRecord.Indexes {
        StudentRecord.Indexes(
            number: number(identity.number), nationalID: identity.nationalID.map(nationalID),
            name: index(.fullName).value(of: identity.name))
    }

    /// The form in which two student numbers are compared.
    static func normalNumber(_ number: String) -> String { BlindIndexField.studentNumber.normalise(number) }

    /// With the index key of the moment, so that a rotation is followed without a restart.
    private func index(_ field: BlindIndexField) -> BlindIndex {
        BlindIndex(field, bits: bits, key: ring.indexKey)
    }
}
