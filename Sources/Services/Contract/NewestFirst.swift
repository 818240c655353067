internal import Domain
internal import JSONRPC

/// The place of something in a list that is told newest first, which is what the token of a page holds.
struct NewestFirst {
    let at: Timestamp
    let id: Identifier

    init(_ at: Timestamp, _ id: Identifier) {
        self.at = at
        self.id = id
    }

    init(token: String) throws(RPCError) {
        // The last dash parts them: a moment before 1970 has one of its own.
        guard let dash = token.lastIndex(of: "-"), let moment = Int64(token[..<dash]),
            let id = Identifier(token[token.index(after: dash)...])
        else { throw PageRequest.foreignToken }
        self.init(Timestamp(milliseconds: moment), id)
    }

    var token: String { "\(at.milliseconds)-\(id)" }
}

extension PageRequest {
    /// One page, the newest first.
    ///
    /// - Parameters:
    ///   - read: gets the place to begin before, and how many are wanted at most, one more than the page holds.
    ///   - isWanted: what is left out is passed over, so that a page may be shorter than was asked for.
    func newestFirst<Element>(
        _ read: ((at: Timestamp, id: Identifier)?, Int) throws -> [Element], _ place: (Element) -> NewestFirst,
        isWanted: (Element) throws -> Bool = { _ in true }
    ) throws -> (shown: [Element], nextToken: String) {
        let before = token.isEmpty ? nil : try NewestFirst(token: token)
        let found = try read(before.map { ($0.at, $0.id) }, size + 1)
        let page = found.prefix(size)
        let next = found.count > size ? page.last.map { place($0).token } ?? "" : ""
        return (try page.filter(isWanted), next)
    }
}
