public import Domain

/// A file of a student's archive, as stored, without its bytes.
public struct AttachmentRecord: Sendable, Equatable {
    /// What is known of the file, sealed with it.
    public struct Head: Sendable, Equatable {
        public let fileName: String
        public let type: AttachmentType
        public let note: String?
        /// SHA-256, once the file is kept.
        public var digest: [UInt8]?

        public init(fileName: String, type: AttachmentType, note: String? = nil, digest: [UInt8]? = nil) {
            self.fileName = fileName
            self.type = type
            self.note = note
            self.digest = digest
        }
    }

    /// What is left when the bytes are gone.
    public struct Withdrawal: Sendable, Equatable {
        public let author: Identifier
        public let at: Timestamp
        public let reason: String

        public init(author: Identifier, at moment: Timestamp, reason: String) {
            self.author = author
            at = moment
            self.reason = reason
        }
    }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    /// The record of the archive that it belongs to.
    public let record: Identifier?
    public var state: AttachmentState
    public let byteCount: Int
    /// Bytes that are here, which is where the next piece begins.
    public var received: Int
    public var head: Head
    public let addedBy: Identifier
    public let addedAt: Timestamp
    public var withdrawal: Withdrawal?

    public init(
        school: Identifier, id: Identifier, student: Identifier, record: Identifier? = nil,
        state: AttachmentState = .receiving, byteCount: Int, received: Int = 0, head: Head, addedBy: Identifier,
        addedAt: Timestamp, withdrawal: Withdrawal? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.record = record
        self.state = state
        self.byteCount = byteCount
        self.received = received
        self.head = head
        self.addedBy = addedBy
        self.addedAt = addedAt
        self.withdrawal = withdrawal
    }
}

extension AttachmentRecord.Head {
    var fields: [UInt8] {
        var fields = FieldEncoder()
        fields.put(1, fileName)
        fields.put(2, type)
        fields.put(3, note)
        fields.put(4, bytes: digest)
        return fields.bytes
    }

    init(fields bytes: [UInt8]) throws(StoreError) {
        let fields = try FieldDecoder(bytes)
        self.init(
            fileName: try fields.text(1), type: try fields.state(2), note: try fields.optionalText(3),
            digest: fields.optionalBytes(4))
    }
}
