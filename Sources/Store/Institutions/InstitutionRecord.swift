public import Domain

/// An institution outside of school to which students are referred (定点医院 and others, T24), as stored.
public struct InstitutionRecord: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case psychiatricHospital = "psychiatric_hospital"
        case generalHospital = "general_hospital"
        case childrenHospital = "children_hospital"
        case crisisCentre = "crisis_centre"
        case counsellingCentre = "counselling_centre"
    }

    /// What is sealed of it.
    public struct Details: Sendable, Equatable {
        public let name: String
        public let address: String?
        /// Whom the green channel reaches at any hour; nothing where there is none.
        public let greenChannelContact: String?

        public init(name: String, address: String?, greenChannelContact: String?) {
            self.name = name
            self.address = address
            self.greenChannelContact = greenChannelContact
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            name = try fields.text(1)
            address = try fields.optionalText(2)
            greenChannelContact = try fields.optionalText(3)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, name)
            fields.put(2, address)
            fields.put(3, greenChannelContact)
            return fields.bytes
        }
    }

    public let id: Identifier
    /// Whose schools refer to it; nothing for all.
    public let unit: Identifier?
    public var kind: Kind
    public var isDesignated: Bool
    public var details: Details
    public let createdBy: Identifier
    public let createdAt: Timestamp
    public var closedAt: Timestamp?

    public init(
        id: Identifier, unit: Identifier?, kind: Kind, isDesignated: Bool, details: Details, createdBy: Identifier,
        createdAt: Timestamp, closedAt: Timestamp? = nil
    ) {
        self.id = id
        self.unit = unit
        self.kind = kind
        self.isDesignated = isDesignated
        self.details = details
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.closedAt = closedAt
    }
}
