internal import Domain
internal import JSONRPC
internal import XinyuAPI

/// Which lines of an archive are asked for.
struct TimelineFilter {
    /// Nothing for all.
    let kinds: [ArchiveKind]?
    /// The first moment that counts, and the first that does not any more.
    let from: Timestamp?
    let before: Timestamp?

    init(kinds: [ArchiveKind]) {
        self.kinds = kinds
        (from, before) = (nil, nil)
    }

    init(_ request: APIGetTimelineRequest) throws(RPCError) {
        var kinds: [ArchiveKind] = []
        for (index, kind) in request.kinds.enumerated() {
            let kind = try ArchiveKind(kind, field: "kinds[\(index)]")
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        self.kinds = kinds.isEmpty ? nil : kinds
        from = request.hasFrom ? try Timestamp(request.from, field: "from") : nil
        before = request.hasBefore ? try Timestamp(request.before, field: "before") : nil
        if let from, let before, before <= from {
            throw .invalidArgument(field: "before", description: "must lie behind from")
        }
    }

    /// Where a page begins: behind the last one, and before the end of the span. At one moment no line comes before the
    /// lowest identifier there is.
    func place(_ page: (at: Timestamp, id: Identifier)?) -> (at: Timestamp, id: Identifier)? {
        guard let before else { return page }
        guard let page, page.at < before else { return (before, .installation) }
        return page
    }
}
