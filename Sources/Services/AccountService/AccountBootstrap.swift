internal import Access
public import AuditLog
public import Domain
internal import Glibc
internal import JSONRPC
internal import Router
public import Store
public import Vault

/// The accounts that a new installation begins with. Whoever runs `xinyu init` on the host makes them; there is no call
/// for it.
///
/// Three people, because no account may hold all three roles: the registrar asks for clinical grants, the security
/// officer approves them, the instrument manager installs what is answered.
public struct AccountBootstrap: Sendable {
    /// Somebody to be made an account for.
    public struct Person: Sendable {
        public let login: String
        public let displayName: String
        public let password: String

        public init(login: String, displayName: String, password: String) {
            self.login = login
            self.displayName = displayName
            self.password = password
        }
    }

    /// Why the first accounts cannot be made.
    public enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        /// There are accounts: further ones are made by the registrar.
        case hasAccounts
        /// Two people have the same login name.
        case sameLogin
        /// What is wrong with a person's login, name or password.
        case unfit(Role, String)

        public var description: String {
            switch self {
            case .hasAccounts: "this installation has accounts already: let its registrar make further ones"
            case .sameLogin: "two of the login names are the same: choose another"
            case .unfit(let role, let reason): "\(role.rawValue): \(reason)"
            }
        }
    }

    private let hasher: PasswordHasher
    private let logins: LoginIndex
    private let random: any RandomSource

    public init(hasher: PasswordHasher, ring: KeyRing, random: any RandomSource) {
        self.hasher = hasher
        logins = LoginIndex(ring)
        self.random = random
    }

    /// Makes the three accounts with their grants over the whole installation, all or none, and their records in the
    /// access log with them.
    ///
    /// - Returns: the accounts' ids in the order of the arguments.
    /// - Throws: `Refusal`, `PasswordHasher.NotEnoughMemory`, `StoreError`.
    public func run(
        registrar: Person, securityOfficer: Person, instrumentManager: Person, in store: Store, log: AuditLog,
        at moment: Timestamp
    ) async throws -> [Identifier] {
        let people: [(role: Role, person: Person)] = [
            (.registrar, registrar), (.securityOfficer, securityOfficer), (.instrumentManager, instrumentManager),
        ]
        let accounts = try people.map { try account(of: $0.person, role: $0.role, at: moment) }
        guard Set(accounts.map(\.loginIndex)).count == accounts.count else { throw Refusal.sameLogin }
        let grants = zip(people, accounts).map { grant(of: $0.role, to: $1.id, at: moment) }
        return try await store.write { transaction in
            guard try !transaction.hasAccounts() else { throw Refusal.hasAccounts }
            for account in accounts { try transaction.insert(account) }
            for grant in grants { try transaction.insert(grant) }
            for account in accounts {
                try log.append(Self.record(of: account.id, .accountManage, .accounts, at: moment), in: transaction)
            }
            for grant in grants {
                try log.append(Self.record(of: grant.account, .grantApprove, .grants, at: moment), in: transaction)
            }
            return accounts.map(\.id)
        }
    }

    private func account(of person: Person, role: Role, at moment: Timestamp) throws -> AccountRecord {
        let draft: AccountDraft
        do throws(RPCError) {
            draft = try AccountDraft(login: person.login, displayName: person.displayName, password: person.password)
        } catch {
            throw Refusal.unfit(role, error.message)
        }
        return draft.account(
            id: Identifier(randomFrom: random), unit: nil, logins: logins,
            passwordHash: try hasher.hash(draft.password), createdBy: .installation, at: moment)
    }

    /// There is no call and no caller: what is known of who did it is the process on the host.
    private static func record(
        of account: Identifier, _ permission: Permission, _ what: AuditCount, at moment: Timestamp
    ) -> AuditRecord {
        AuditRecord(
            time: moment, actor: .installation, role: "",
            peer: AuditRecord.Peer(uid: getuid(), pid: UInt32(truncatingIfNeeded: getpid())), method: "xinyu init",
            permission: permission.rawValue, subject: AuditRecord.Subject(kind: "account", id: account), purpose: [],
            outcome: .ok, counts: [AuditRecord.Count(key: what.rawValue, value: 1)], requestID: "init")
    }

    private func grant(of role: Role, to account: Identifier, at moment: Timestamp) -> GrantRecord {
        let place = GrantScope.installation.stored
        return GrantRecord(
            id: Identifier(randomFrom: random), account: account, role: role, scopeKind: place.kind, scope: place.id,
            startsAt: moment, state: .approved, requestedBy: .installation, requestedAt: moment)
    }
}

extension AccountBootstrap.Person: CustomStringConvertible, CustomReflectable {
    /// Never the password, whatever prints it.
    public var description: String { "person" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
