/// Gathers the answers of a batch until all are there. Only touched on the connection's loop.
// @unchecked: only touched on the loop.
final class BatchReply: @unchecked Sendable {
    private var text: [UInt8] = [UInt8(ascii: "[")]
    /// One more than the answers that are missing, until the whole batch has been handed out.
    private var missing = 1
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func expect() { missing += 1 }

    /// Whether so many more bytes are within the limit for a reply.
    func hasRoom(for count: Int) -> Bool { text.count + count <= limit }

    /// Adds an answer; the batch's line when it was the last.
    func add(_ answer: (inout [UInt8]) -> Void) -> [UInt8]? {
        if text.count > 1 { text.append(UInt8(ascii: ",")) }
        answer(&text)
        return complete()
    }

    /// All elements are handed out; the batch's line when all are answered. A batch of notifications has none.
    func complete() -> [UInt8]? {
        missing -= 1
        guard missing == 0, text.count > 1 else { return nil }
        text.append(UInt8(ascii: "]"))
        return text
    }
}
