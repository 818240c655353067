internal import JSONRPC
internal import XinyuAPI

/// Which page of a list is asked for.
struct PageRequest {
    static let usualSize = 100
    static let mostSize = 1_000

    let size: Int
    /// What the answer before gave; empty for the first page.
    let token: String

    init(_ page: APIPage) throws(RPCError) {
        guard page.size <= PageRequest.mostSize else {
            throw .invalidArgument(field: "page.size", description: "a page has at most \(PageRequest.mostSize)")
        }
        size = page.size == 0 ? PageRequest.usualSize : Int(page.size)
        token = page.token
    }

    /// The token was not made here.
    static let foreignToken = RPCError.invalidArgument(
        field: "page.token", description: "give back next_page of the answer before, unchanged")
}
