internal import Domain

/// Writes fields behind each other into memory that is large enough: the caller has counted.
struct CanonicalWriter {
    private let buffer: UnsafeMutableRawBufferPointer
    private(set) var offset = 0

    init(_ buffer: UnsafeMutableRawBufferPointer) {
        self.buffer = buffer
    }

    mutating func write(_ number: some FixedWidthInteger & BitwiseCopyable) {
        buffer.storeBytes(of: number.bigEndian, toByteOffset: offset, as: type(of: number))
        offset += number.bitWidth / 8
    }

    mutating func write(_ identifier: Identifier) {
        identifier.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<offset + 16]))
        offset += 16
    }

    mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// The length, then the bytes.
    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        write(UInt32(bytes.count))
        UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<offset + bytes.count]).copyMemory(from: bytes)
        offset += bytes.count
    }
}
