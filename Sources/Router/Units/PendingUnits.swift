/// Which version of the tree of units a write has made, until its commit is over.
// @unchecked: touched by the write's closure and then by its completion, both on the writer.
final class PendingUnits: @unchecked Sendable {
    var version: UInt64?
}
