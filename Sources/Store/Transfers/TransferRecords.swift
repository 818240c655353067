public import Domain

/// An archive on its way to another school, as the sender keeps it. Its id is that of the parcel.
public struct TransferRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    /// The receiving school.
    public let partner: Identifier
    public var state: TransferState
    /// SHA-256 of the whole parcel.
    public let parcelHash: [UInt8]
    public let sealedBy: Identifier
    public let sealedAt: Timestamp
    public var receipt: String?
    public var acknowledgedBy: Identifier?
    public var acknowledgedAt: Timestamp?
    /// When it was withdrawn, or the copy had gone.
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, partner: Identifier,
        state: TransferState = .sealed, parcelHash: [UInt8], sealedBy: Identifier, sealedAt: Timestamp,
        receipt: String? = nil, acknowledgedBy: Identifier? = nil, acknowledgedAt: Timestamp? = nil,
        closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.partner = partner
        self.state = state
        self.parcelHash = parcelHash
        self.sealedBy = sealedBy
        self.sealedAt = sealedAt
        self.receipt = receipt
        self.acknowledgedBy = acknowledgedBy
        self.acknowledgedAt = acknowledgedAt
        self.closedAt = closedAt
    }
}

/// A parcel that was taken in.
public struct ReceivedParcelRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    /// The sending school.
    public let partner: Identifier
    public let receivedBy: Identifier
    public let receivedAt: Timestamp
    /// As it was signed; the same each time it is asked for.
    public let receipt: String

    public init(
        school: Identifier, id: Identifier, student: Identifier, partner: Identifier, receivedBy: Identifier,
        receivedAt: Timestamp, receipt: String
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.partner = partner
        self.receivedBy = receivedBy
        self.receivedAt = receivedAt
        self.receipt = receipt
    }
}

/// A record of another school's archive: read, and never changed.
public struct ReceivedRecord: Sendable, Equatable {
    public let parcel: Identifier
    public let position: Int
    /// As the sender had it; an unknown word stays as it came.
    public let topic: String
    public let sensitivity: Sensitivity
    public let at: Timestamp
    /// The record of the file, as JSON.
    public let content: [UInt8]

    public init(
        parcel: Identifier, position: Int, topic: String, sensitivity: Sensitivity, at: Timestamp, content: [UInt8]
    ) {
        self.parcel = parcel
        self.position = position
        self.topic = topic
        self.sensitivity = sensitivity
        self.at = at
        self.content = content
    }
}

/// The key pair of a school.
public struct SchoolKeyRecord: Sendable, Equatable {
    public let id: Identifier
    public let publicKey: [UInt8]
    public let secret: [UInt8]
    public let madeAt: Timestamp

    public init(id: Identifier, publicKey: [UInt8], secret: [UInt8], madeAt: Timestamp) {
        self.id = id
        self.publicKey = publicKey
        self.secret = secret
        self.madeAt = madeAt
    }
}

extension SchoolKeyRecord: CustomStringConvertible, CustomReflectable {
    public var description: String { "school key" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A school whose card is known.
public struct PartnerSchoolRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    /// The signed card.
    public let card: String
    public let addedBy: Identifier
    public let addedAt: Timestamp

    public init(school: Identifier, id: Identifier, card: String, addedBy: Identifier, addedAt: Timestamp) {
        self.school = school
        self.id = id
        self.card = card
        self.addedBy = addedBy
        self.addedAt = addedAt
    }
}
