internal import SwiftProtobuf
internal import XinyuAPI

/// Everything of a list that comes in pages.
func pages<Element>(
    _ fetch: (APIPage) async throws -> (elements: [Element], nextPage: String)
) async throws -> [Element] {
    var all: [Element] = []
    var page = APIPage.with { $0.size = 1000 }
    repeat {
        let (elements, next) = try await fetch(page)
        all += elements
        page.token = next
    } while !page.token.isEmpty
    return all
}
