/// The parts that a file is streamed in.
struct FilePieces: Sequence {
    /// What one message of a stream carries.
    static let size = 256 << 10

    let bytes: [UInt8]

    func makeIterator() -> AnyIterator<ArraySlice<UInt8>> {
        var rest = bytes[...]
        return AnyIterator {
            guard !rest.isEmpty else { return nil }
            let piece = rest.prefix(FilePieces.size)
            rest = rest.dropFirst(piece.count)
            return piece
        }
    }
}
