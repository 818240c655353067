public import Domain

/// Somebody who can log in, as stored.
public struct AccountRecord: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case active, disabled
    }

    /// Who has set the password.
    public enum PasswordOrigin: String, Sendable, CaseIterable {
        /// The person itself, or nobody when there is none.
        case own
        /// Whoever made the account or reset its password: the person changes it at the next login.
        case given
    }

    public let id: Identifier
    /// Where the person works; nothing for the installation's own accounts and for students.
    public let unit: Identifier?
    /// Blind index of the login name.
    public let loginIndex: [UInt8]
    public var profile: Profile
    /// In the form of `crypto_pwhash_str`; nothing for an account that cannot log in with a password.
    public var passwordHash: String?
    public var passwordOrigin: PasswordOrigin
    public var state: State
    /// Failed logins since the last that succeeded.
    public var failures: Int
    public var lockedUntil: Timestamp?
    /// The student that this account is of.
    public let student: Identifier?
    public let createdAt: Timestamp
    public let createdBy: Identifier

    /// What is sealed of an account.
    public struct Profile: Sendable, Equatable {
        public var login: String
        public var name: String
        /// The secret of the second factor (TOTP).
        public var secondFactor: [UInt8]?

        public init(login: String, name: String, secondFactor: [UInt8]? = nil) {
            self.login = login
            self.name = name
            self.secondFactor = secondFactor
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            login = try fields.text(1)
            name = try fields.text(2)
            secondFactor = fields.optionalBytes(3)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, login)
            fields.put(2, name)
            fields.put(3, bytes: secondFactor)
            return fields.bytes
        }
    }

    public init(
        id: Identifier, unit: Identifier? = nil, loginIndex: [UInt8], profile: Profile, passwordHash: String?,
        passwordOrigin: PasswordOrigin = .own, state: State = .active,
        failures: Int = 0, lockedUntil: Timestamp? = nil, student: Identifier? = nil, createdAt: Timestamp,
        createdBy: Identifier
    ) {
        self.id = id
        self.unit = unit
        self.loginIndex = loginIndex
        self.profile = profile
        self.passwordHash = passwordHash
        self.passwordOrigin = passwordOrigin
        self.state = state
        self.failures = failures
        self.lockedUntil = lockedUntil
        self.student = student
        self.createdAt = createdAt
        self.createdBy = createdBy
    }
}

extension AccountRecord.Profile: CustomStringConvertible, CustomReflectable {
    /// Never the person, whatever prints it.
    public var description: String { "profile" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
