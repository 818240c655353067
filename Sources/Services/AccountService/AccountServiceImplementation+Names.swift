internal import Domain
internal import JSONRPC
public import Router
internal import Store
public import XinyuAPI

extension AccountServiceImplementation {
    static let mostNames = 200

    public func nameAccounts(
        _ request: APINameAccountsRequest, _ call: ReadingCall
    ) throws -> APINameAccountsResponse {
        guard request.accountIds.count <= Self.mostNames else {
            throw RPCError.invalidArgument(field: "accountIds", description: "must be \(Self.mostNames) at most")
        }
        var response = APINameAccountsResponse()
        for (index, text) in request.accountIds.enumerated() {
            let account = try call.transaction.account(try Identifier(text, field: "accountIds[\(index)]"))
            guard let account, account.student == nil else { continue }
            response.names[text] = account.profile.name
        }
        return response
    }
}
