internal import AuditLog
internal import Domain
internal import Vault

/// That a school has a parcel, signed by its installation. Format 1 is told in `docs/records.md`.
struct TransferReceipt {
    static let kind = "xinyu-transfer-receipt-1"

    let parcel: Identifier
    let parcelHash: [UInt8]
    let from: Identifier
    let to: Identifier
    let receivedAt: Timestamp
    private let text: SignedText

    init(for parcel: Parcel, receivedAt: Timestamp, signer: Signer) {
        self.parcel = parcel.address.id
        parcelHash = parcel.hash
        from = parcel.address.from
        to = parcel.address.to
        self.receivedAt = receivedAt
        text = SignedText(
            Self.kind,
            [
                ("parcel", parcel.address.id.description), ("sha256", Base64Text.encode(parcel.hash)),
                ("from", parcel.address.from.description), ("to", parcel.address.to.description),
                ("received", String(receivedAt.milliseconds)),
            ], signer: signer)
    }

    init(note: String) throws(SignedText.Failure) {
        text = try SignedText(Self.kind, note: note)
        guard let parcel = Identifier(try text.value("parcel")), let from = Identifier(try text.value("from")),
            let to = Identifier(try text.value("to")), let hash = Base64Text.decode(try text.value("sha256")),
            let received = Int64(try text.value("received"))
        else { throw .malformed("a value does not read as it should") }
        self.parcel = parcel
        self.from = from
        self.to = to
        parcelHash = hash
        receivedAt = Timestamp(milliseconds: received)
    }

    var note: String { text.note.note }

    func isSigned(by key: NoteKey) -> Bool { text.isSigned(by: key) }
}
