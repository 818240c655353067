extension Identifier {
    /// Copies the sixteen bytes, most significant first, to the start of `target`, without making an array of them.
    public func copyBytes(to target: UnsafeMutableRawBufferPointer) {
        target.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
        target.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
    }
}
