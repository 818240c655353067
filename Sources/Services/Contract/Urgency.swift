internal import Domain
internal import JSONRPC

/// The place of something in a list that is made by urgency: the gravest first, of those the oldest, and by identifier
/// where both are the same.
///
/// The token of a page is the place of the last that was shown, so that the next page goes on there, whatever has come,
/// gone or ended in between. What has become graver since stands before that place: watches tell of it, and so does the
/// first page.
struct Urgency: Comparable {
    let level: AttentionLevel
    let since: Timestamp
    let id: Identifier

    init(_ level: AttentionLevel, since: Timestamp, _ id: Identifier) {
        self.level = level
        self.since = since
        self.id = id
    }

    init(token: String) throws(RPCError) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let level = AttentionLevel(rawValue: String(parts[0])),
            let milliseconds = Int64(parts[1]), let id = Identifier(parts[2])
        else { throw PageRequest.foreignToken }
        self.init(level, since: Timestamp(milliseconds: milliseconds), id)
    }

    var token: String { "\(level.rawValue).\(since.milliseconds).\(id)" }

    static func < (left: Urgency, right: Urgency) -> Bool {
        if left.level != right.level { return left.level > right.level }
        return (left.since, left.id) < (right.since, right.id)
    }
}

extension PageRequest {
    /// This page of `elements`, the most urgent first, and the token of the next; empty after the last.
    func byUrgency<Element>(
        _ elements: [Element], _ urgency: (Element) -> Urgency
    ) throws(RPCError) -> (shown: [Element], nextToken: String) {
        let last = token.isEmpty ? nil : try Urgency(token: token)
        let ranked = elements.map { (element: $0, urgency: urgency($0)) }
        let rest = ranked.filter { ranked in last.map { $0 < ranked.urgency } ?? true }
            .sorted { $0.urgency < $1.urgency }
        let shown = rest.prefix(size)
        return (shown.map(\.element), rest.count > shown.count ? shown.last?.urgency.token ?? "" : "")
    }
}
