public import Domain
public import Vault

/// One entry of the access log: who did what to whom, what for, and how it ended. Never a value that was read.
public struct AuditRecord: Sendable, Hashable {
    /// The place in the log, from 0.
    public var index: UInt64
    public var time: Timestamp
    /// The account, or `Identifier.installation` where nobody was logged in.
    public var actor: Identifier
    /// The role that the account acted in; empty where nobody was logged in.
    public var role: String
    /// Who the kernel says is at the other end.
    public var peer: Peer
    /// As `xinyu.v1.ArchiveService/GetArchive`.
    public var method: String
    public var permission: String
    /// What the call was about.
    public var subject: Subject
    /// What for, sealed (see `SealedPurpose`), as people write names into it. Empty where none was given.
    public var purpose: [UInt8]
    public var outcome: Outcome
    /// How many of what, by a fixed word, as `students` or `answers`; in order of the words, each once.
    public let counts: [Count]
    public var requestID: String
    public var marks: Marks

    public init(
        index: UInt64 = 0, time: Timestamp, actor: Identifier, role: String, peer: Peer, method: String,
        permission: String, subject: Subject, purpose: [UInt8], outcome: Outcome, counts: [Count] = [],
        requestID: String, marks: Marks = []
    ) {
        self.index = index
        self.time = time
        self.actor = actor
        self.role = role
        self.peer = peer
        self.method = method
        self.permission = permission
        self.subject = subject
        self.purpose = purpose
        self.outcome = outcome
        self.counts = counts.count < 2 ? counts : AuditRecord.inOrder(counts)
        self.requestID = requestID
        self.marks = marks
    }

    /// By word; counts of the same word are added up.
    private static func inOrder(_ counts: [Count]) -> [Count] {
        var sums: [String: UInt64] = [:]
        for count in counts {
            let (sum, overflow) = sums[count.key, default: 0].addingReportingOverflow(count.value)
            sums[count.key] = overflow ? .max : sum
        }
        return sums.map(Count.init).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

extension AuditRecord {
    /// The process at the other end of the socket.
    public struct Peer: Sendable, Hashable {
        public var uid: UInt32
        public var pid: UInt32

        public init(uid: UInt32, pid: UInt32) {
            self.uid = uid
            self.pid = pid
        }
    }

    /// A thing and of which kind it is, as `student` or `class`.
    public struct Subject: Sendable, Hashable {
        public var kind: String
        public var id: Identifier

        public init(kind: String, id: Identifier) {
            self.kind = kind
            self.id = id
        }

        /// For calls that are about nothing in particular.
        public static let none = Subject(kind: "", id: .installation)
    }

    public struct Count: Sendable, Hashable {
        public let key: String
        public let value: UInt64

        public init(key: String, value: UInt64) {
            self.key = key
            self.value = value
        }
    }

    /// How a call ended: a status of gRPC, 0 for OK to 16 for UNAUTHENTICATED.
    public struct Outcome: Sendable, Hashable {
        public let code: UInt8

        public static let ok = Outcome(unchecked: 0)
        public static let permissionDenied = Outcome(unchecked: 7)

        /// Nothing for a number that is not a status.
        public init?(code: some BinaryInteger) {
            guard let code = UInt8(exactly: code), code <= 16 else { return nil }
            self.init(unchecked: code)
        }

        private init(unchecked code: UInt8) {
            self.code = code
        }
    }

    /// What makes a record stand out for a review. The numbers are in the log for ever: never give one anew.
    public struct Marks: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// Access outside of one's scope, taken in an emergency.
        public static let breakGlass = Marks(rawValue: 1)
        /// Asked for what lies outside of one's scope, and refused.
        public static let outOfScope = Marks(rawValue: 2)
        /// Data left the system in bulk.
        public static let export = Marks(rawValue: 4)

        static let known: Marks = [.breakGlass, .outOfScope, .export]
    }

    /// The hash of the record as a leaf of the log's tree: SHA-256 over a zero byte and the canonical bytes.
    public static func leafHash(ofCanonical bytes: [UInt8]) -> SHA256Digest {
        bytes.withUnsafeBytes { SHA256Digest(of: MerkleTree.leafPrefix, $0) }
    }
}
