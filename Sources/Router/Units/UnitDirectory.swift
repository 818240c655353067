public import Domain
public import Store
internal import Synchronization

/// The tree of units in memory: what is committed, and, for the writer alone, what the writes before it in the same
/// commit have made of it.
public final class UnitDirectory: Sendable {
    private struct State {
        var committed: UnitTree
        var committedVersion: UInt64 = 0
        /// In the order of the writes; dropped when their commit is over, either way.
        var pending: [(version: UInt64, tree: UnitTree)] = []
        var nextVersion: UInt64 = 1
    }

    private let state: Mutex<State>

    public init(_ tree: UnitTree) { state = Mutex(State(committed: tree)) }

    /// As it is committed.
    public var tree: UnitTree { state.withLock { $0.committed } }

    /// As the next write finds it. Only meaningful on the writer.
    var treeForWriting: UnitTree { state.withLock { $0.pending.last?.tree ?? $0.committed } }

    /// A write has changed the tree and is not yet committed; the number to name it by.
    func expect(_ tree: UnitTree) -> UInt64 {
        state.withLock { state in
            let version = state.nextVersion
            state.nextVersion += 1
            state.pending.append((version, tree))
            return version
        }
    }

    /// The write is committed. Writes are committed in their order, but their ends may be told in any.
    func committed(_ version: UInt64) {
        state.withLock { state in
            guard let index = state.pending.firstIndex(where: { $0.version == version }) else { return }
            let tree = state.pending.remove(at: index).tree
            if version > state.committedVersion {
                state.committedVersion = version
                state.committed = tree
            }
        }
    }

    /// The write was undone.
    func dropped(_ version: UInt64) {
        state.withLock { state in state.pending.removeAll { $0.version == version } }
    }
}

extension UnitDirectory {
    /// The tree as `transaction` sees it.
    public static func tree(in transaction: ReadTransaction) throws -> UnitTree {
        UnitTree(try transaction.allUnits().map(UnitNode.init))
    }
}

extension UnitNode {
    fileprivate init(_ unit: UnitRecord) {
        self.init(
            id: unit.id, parentID: unit.parent, kind: UnitKind(unit.kind), stage: unit.stage.map(SchoolStage.init),
            grade: unit.grade, isClosed: unit.closedAt != nil)
    }
}

extension UnitKind {
    fileprivate init(_ kind: UnitRecord.Kind) {
        self =
            switch kind {
            case .province: .province
            case .city: .city
            case .county: .county
            case .school: .school
            case .grade: .grade
            case .department: .department
            case .schoolClass: .class
            case .dorm: .dorm
            }
    }
}

extension SchoolStage {
    fileprivate init(_ stage: UnitRecord.Stage) {
        self =
            switch stage {
            case .primary: .primary
            case .junior: .junior
            case .senior: .senior
            case .vocational: .vocational
            case .higherVocational: .higherVocational
            case .university: .university
            }
    }
}
