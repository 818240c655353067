/// A place in a text file whose bytes mean nothing in the encoding that was given.
public struct TextFault: Sendable, Hashable {
    /// From 1, as a text editor counts.
    public let line: Int

    public init(line: Int) {
        self.line = line
    }
}
