internal import Domain

/// Reads what `CanonicalWriter` writes, and nothing else.
struct CanonicalReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(AuditRecord.Malformation) -> Number {
        try take(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    mutating func identifier() throws(AuditRecord.Malformation) -> Identifier {
        guard let identifier = Identifier(bytes: try take(16)) else { throw .cutShort }
        return identifier
    }

    mutating func bytes() throws(AuditRecord.Malformation) -> ArraySlice<UInt8> {
        try take(Int(try number(UInt32.self)))
    }

    mutating func text() throws(AuditRecord.Malformation) -> String {
        guard let text = String(validating: try bytes(), as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    private mutating func take(_ count: Int) throws(AuditRecord.Malformation) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw .cutShort }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
