public import Domain
internal import Vault

/// Which row a sealed value is in: the key of the row without the school's.
public enum SealedRow: Sendable, Hashable {
    case identifier(Identifier)
    /// The row of that number within another thing.
    case position(Identifier, Int64)
    /// The row of that name within another thing.
    case name(Identifier, String)

    /// The same bytes that come out when the columns of the key are put one behind the other.
    private var bytes: [UInt8] {
        switch self {
        case .identifier(let identifier): identifier.bytes
        case .position(let identifier, let position): identifier.bytes + SealedRow.bytes(of: position)
        case .name(let identifier, let name): identifier.bytes + Array(name.utf8)
        }
    }

    /// For a key as it was read.
    static func bytes(of key: [Value]) -> [UInt8] {
        key.flatMap { part in
            switch part {
            case .null: [UInt8]()
            case .integer(let position): bytes(of: position)
            case .text(let name): Array(name.utf8)
            case .blob(let bytes): bytes
            case .identifier(let identifier): identifier.bytes
            }
        }
    }

    private static func bytes(of position: Int64) -> [UInt8] { withUnsafeBytes(of: position.bigEndian) { Array($0) } }

    func place(in column: SealedColumn, owner: Identifier) -> SealedPlace {
        if case .identifier(let row) = self {
            return SealedPlace(table: column.table, column: column.column, row: row, owner: owner)
        }
        return SealedPlace(table: column.table, column: column.column, rowKey: bytes, owner: owner)
    }
}
