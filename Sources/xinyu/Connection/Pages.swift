internal import SwiftProtobuf
internal import XinyuAPI

/// What a list that comes in pages has, as far as is wanted, and where it goes on; nothing after its end.
///
/// A page may hold less than was asked for, even nothing, and still not be the last.
func pages<Element>(
    upTo limit: Int, _ fetch: (APIPage) async throws -> (elements: [Element], nextPage: String)
) async throws -> (elements: [Element], nextPage: String) {
    var all: [Element] = []
    var page = APIPage()
    repeat {
        page.size = UInt32(min(limit - all.count, 1_000))
        let (elements, next) = try await fetch(page)
        all += elements
        page.token = next
    } while !page.token.isEmpty && all.count < limit
    return (all, page.token)
}

/// Everything of a list that comes in pages.
func pages<Element>(
    _ fetch: (APIPage) async throws -> (elements: [Element], nextPage: String)
) async throws -> [Element] {
    try await pages(upTo: .max, fetch).elements
}
