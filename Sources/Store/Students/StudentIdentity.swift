/// Who a student is. It lies sealed beside the opaque id, and nowhere else.
public struct StudentIdentity: Sendable, Equatable {
    public enum Sex: String, Sendable, CaseIterable {
        case female, male
    }

    /// Somebody to call: a guardian, or the student itself.
    public struct Contact: Sendable, Equatable {
        /// What the person is to the student, as 母亲.
        public var relation: String
        public var name: String
        public var phone: String

        public init(relation: String, name: String, phone: String) {
            self.relation = relation
            self.name = name
            self.phone = phone
        }
    }

    public var name: String
    /// The student number, 学号.
    public var number: String
    public var nationalID: String?
    public var sex: Sex?
    /// As `2012-03-31`.
    public var birthDate: String?
    public var contacts: [Contact]

    public init(
        name: String, number: String, nationalID: String? = nil, sex: Sex? = nil, birthDate: String? = nil,
        contacts: [Contact] = []
    ) {
        self.name = name
        self.number = number
        self.nationalID = nationalID
        self.sex = sex
        self.birthDate = birthDate
        self.contacts = contacts
    }

    init(fields: [UInt8]) throws(StoreError) {
        let fields = try FieldDecoder(fields)
        name = try fields.text(1)
        number = try fields.text(2)
        nationalID = try fields.optionalText(3)
        sex = try fields.optionalState(4)
        birthDate = try fields.optionalText(5)
        contacts = []
        for contact in try fields.nested(6) {
            contacts.append(
                Contact(relation: try contact.text(1), name: try contact.text(2), phone: try contact.text(3)))
        }
    }

    var fields: [UInt8] {
        var fields = FieldEncoder()
        fields.put(1, name)
        fields.put(2, number)
        fields.put(3, nationalID)
        fields.put(4, sex)
        fields.put(5, birthDate)
        for contact in contacts {
            fields.put(
                6,
                nested: { nested in
                    nested.put(1, contact.relation)
                    nested.put(2, contact.name)
                    nested.put(3, contact.phone)
                })
        }
        return fields.bytes
    }
}

extension StudentIdentity: CustomStringConvertible, CustomReflectable {
    /// Never the person, whatever prints it.
    public var description: String { "identity" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
