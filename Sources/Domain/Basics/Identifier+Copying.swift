extension Identifier {
    /// The identifier with these bytes, or nothing if there are not sixteen of them. The same as `init(bytes:)`, where
    /// speed matters: a collection that the compiler does not know costs a call for each byte.
    public init?(copying bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}
