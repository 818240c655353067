import Testing

/// The real programs over a real socket, one trouble a file. One after the other: each wants the machine for itself.
@Suite("End to end", .serialized)
enum EndToEnd {}
