internal import Access
internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

extension GrantScope {
    /// As the store writes it: a word, and the identifier, which is zero for the installation.
    var stored: (kind: String, id: Identifier) {
        switch self {
        case .installation: ("installation", .installation)
        case .unit(let unit): ("unit", unit)
        case .student(let student): ("student", student)
        case .panel(let unit): ("panel", unit ?? .installation)
        case .institution(let institution): ("institution", institution)
        }
    }

    /// Nothing for a kind that is not known.
    init?(kind: String, id: Identifier) {
        switch kind {
        case "installation": self = .installation
        case "unit": self = .unit(id)
        case "student": self = .student(id)
        case "panel": self = .panel(id == .installation ? nil : id)
        case "institution": self = .institution(id)
        default: return nil
        }
    }

    /// The place that a request names.
    init(_ kind: APIGrantScopeKind, _ id: String) throws(RPCError) {
        switch kind {
        case .installation:
            guard id.isEmpty else {
                throw .invalidArgument(field: "scopeId", description: "must be empty for the installation")
            }
            self = .installation
        case .unit: self = .unit(try Identifier(id, field: "scopeId"))
        case .student: self = .student(try Identifier(id, field: "scopeId"))
        case .panel: self = .panel(try Identifier.ifPresent(id, field: "scopeId"))
        case .institution: self = .institution(try Identifier(id, field: "scopeId"))
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: "scopeKind", description: "say where the role holds")
        }
    }
}

extension Grant {
    /// Nothing for a grant of a kind that is not known: it opens nothing.
    init?(_ record: GrantRecord) {
        guard let scope = GrantScope(kind: record.scopeKind, id: record.scope) else { return nil }
        self.init(
            id: record.id, accountID: record.account, role: record.role, scope: scope, startsAt: record.startsAt,
            endsAt: record.endsAt)
    }
}

extension APIGrant {
    /// A grant that is in force, as a session knows it.
    init(_ grant: Grant) {
        self.init()
        let (kind, scope) = grant.scope.stored
        id = grant.id.description
        accountID = grant.accountID.description
        role = APIRole(grant.role)
        scopeKind = APIGrantScopeKind(word: kind)
        scopeID = scope == .installation ? "" : scope.description
        if let start = grant.startsAt { startsAt = .init(start) }
        if let end = grant.endsAt { endsAt = .init(end) }
        state = .active
    }
}

extension APIGrantScopeKind {
    init(word: String) {
        switch word {
        case "installation": self = .installation
        case "unit": self = .unit
        case "student": self = .student
        case "panel": self = .panel
        case "institution": self = .institution
        default: self = .unspecified
        }
    }
}
