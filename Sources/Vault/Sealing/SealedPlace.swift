public import Domain

/// Where a sealed value belongs. It is bound to the value, so that a value moved elsewhere does not open.
public struct SealedPlace: Sendable, Hashable {
    public let table: String
    public let column: String
    public let owner: Identifier
    private let row: Row

    private enum Row: Sendable, Hashable {
        case identifier(Identifier)
        case bytes([UInt8])

        var count: Int {
            switch self {
            case .identifier: 16
            case .bytes(let bytes): bytes.count
            }
        }
    }

    public init(table: String, column: String, row: Identifier, owner: Identifier) {
        self.table = table
        self.column = column
        self.owner = owner
        self.row = .identifier(row)
    }

    /// For a row whose key is not an identifier.
    public init(table: String, column: String, rowKey: [UInt8], owner: Identifier) {
        self.table = table
        self.column = column
        self.owner = owner
        row = .bytes(rowKey)
    }

    /// Lends the additional data of a value of this place: `header`, then table, column, row and owner, each after
    /// its length as eight bytes, most significant first.
    func withAdditionalData<Result>(
        header: SealedValue.Header, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let count = SealedValue.Header.count + 4 * 8 + table.utf8.count + column.utf8.count + row.count + 16
        return withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { buffer in
            var rest = buffer[...]
            header.write(to: &rest)
            SealedPlace.append(table, to: &rest)
            SealedPlace.append(column, to: &rest)
            switch row {
            case .identifier(let identifier): SealedPlace.append(identifier, to: &rest)
            case .bytes(let bytes): bytes.withUnsafeBytes { SealedPlace.append($0, to: &rest) }
            }
            SealedPlace.append(owner, to: &rest)
            return body(UnsafeRawBufferPointer(buffer))
        }
    }

    private static func append(_ text: String, to rest: inout Slice<UnsafeMutableRawBufferPointer>) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &rest) }
    }

    private static func append(_ bytes: UnsafeRawBufferPointer, to rest: inout Slice<UnsafeMutableRawBufferPointer>) {
        append(length: bytes.count, to: &rest)
        UnsafeMutableRawBufferPointer(rebasing: rest.prefix(bytes.count)).copyMemory(from: bytes)
        rest = rest.dropFirst(bytes.count)
    }

    private static func append(_ identifier: Identifier, to rest: inout Slice<UnsafeMutableRawBufferPointer>) {
        append(length: 16, to: &rest)
        identifier.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: rest.prefix(16)))
        rest = rest.dropFirst(16)
    }

    private static func append(length: Int, to rest: inout Slice<UnsafeMutableRawBufferPointer>) {
        UnsafeMutableRawBufferPointer(rebasing: rest.prefix(8))
            .storeBytes(of: UInt64(length).bigEndian, as: UInt64.self)
        rest = rest.dropFirst(8)
    }
}
