internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// What accounts are called that an answer names by identifier.
struct AccountNames {
    private var names: [String: String] = [:]

    /// Asks the daemon, for those that are not empty.
    init(of accounts: [String], _ client: RPCClient, _ meta: CallMeta) async throws {
        let wanted = Set(accounts).filter { !$0.isEmpty }.sorted()
        for start in stride(from: 0, to: wanted.count, by: 200) {
            let request = APINameAccountsRequest.with {
                $0.accountIds = Array(wanted[start..<min(start + 200, wanted.count)])
            }
            names.merge(try await AccountServiceClient(client).nameAccounts(request, meta).names) { $1 }
        }
    }

    /// The identifier itself where there is no name; nothing for the system, which has no account.
    subscript(account: String) -> String {
        account.contains { $0 != "0" } ? names[account] ?? account : ""
    }
}

/// What units are called that an answer names by identifier: those that the caller's roles reach.
struct UnitNames {
    private let names: [String: String]

    init(_ client: RPCClient, _ meta: CallMeta) async throws {
        let units = try await UnitServiceClient(client).listMyUnits(APIListMyUnitsRequest(), meta).units
        names = units.reduce(into: [:]) { $0[$1.id] = $1.name }
    }

    /// The identifier itself where there is no name.
    subscript(unit: String) -> String { names[unit] ?? unit }
}
