internal import Domain
internal import JSONRPC

/// One page of a list that is made place after place: the students of one class after the other, or the accounts of one
/// unit after the other.
///
/// The token names the place and the last that was sent from it, so that a page goes on where the one before ended,
/// whatever was added or removed in between.
struct PlacedPage {
    private let places: ArraySlice<Identifier>
    private let size: Int
    /// Of the first place only.
    private let after: Identifier
    /// Empty after the last page.
    private(set) var nextToken = ""

    /// - Parameter places: in the order of the list, which must be the same for each page.
    init(of page: PageRequest, in places: [Identifier]) throws(RPCError) {
        size = page.size
        guard !page.token.isEmpty else {
            self.places = places[...]
            after = .installation
            return
        }
        guard page.token.utf8.count == 64, let place = Identifier(page.token.prefix(32)),
            let last = Identifier(page.token.suffix(32)), let index = places.firstIndex(of: place)
        else { throw PageRequest.foreignToken }
        self.places = places[index...]
        after = last
    }

    /// What `read` finds in the places, up to the size of the page. `read` is given a place, what to begin after, and
    /// how many are wanted at most, and answers in the order of ids.
    mutating func fill<Element>(
        _ read: (Identifier, Identifier, Int) throws -> [Element], id: (Element) -> Identifier
    ) throws -> [Element] {
        var page: [Element] = []
        for place in places {
            // One more than fits tells whether there is a next page.
            let wanted = size - page.count
            let found = try read(place, place == places.first ? after : .installation, wanted + 1)
            page += found.prefix(wanted)
            guard found.count > wanted else { continue }
            // The page is full before this place gave anything: the next begins with all of it.
            let last = found.prefix(wanted).last.map(id) ?? .installation
            nextToken = place.description + last.description
            break
        }
        return page
    }
}
