/// Figures of a tree of units for people who must not learn of single students: fewer than ten are held back, and so is
/// whatever would tell such a figure by taking one number from another.
public struct HeldBackFigures: Sendable {
    private let tree: UnitTree
    /// Of the schools; what is not there is nothing.
    private let figures: [Identifier: Int]

    public init(_ figures: [Identifier: Int], in tree: UnitTree) {
        self.figures = figures
        self.tree = tree
    }

    /// The unit's figure; nothing when it is held back. Zero tells of nobody and is shown.
    public func figure(of unit: Identifier) -> Int? {
        let cell = cell(of: unit)
        return cell.isShown ? cell.number : nil
    }

    /// The figure of all units without one above them.
    public func figure(ofRoots roots: [Identifier]) -> Int? {
        let cell = sum(roots.map(cell(of:)))
        return cell.isShown ? cell.number : nil
    }

    private struct Cell {
        let number: Int
        let isShown: Bool
        /// What is in the unit and in no figure that is shown below it: who sees the unit's figure knows this one.
        let rest: Int
    }

    private func cell(of unit: Identifier) -> Cell {
        if tree[unit]?.kind == .school {
            let number = figures[unit] ?? 0
            let isShown = number == 0 || number >= SmallCell.leastPeople
            return Cell(number: number, isShown: isShown, rest: isShown ? 0 : number)
        }
        return sum(tree.children(of: unit).map(cell(of:)))
    }

    private func sum(_ cells: [Cell]) -> Cell {
        let (number, rest) = cells.reduce(into: (0, 0)) { sum, cell in
            sum.0 += cell.number
            sum.1 += cell.rest
        }
        let isShown = (number == 0 || number >= SmallCell.leastPeople) && (rest == 0 || rest >= SmallCell.leastPeople)
        return Cell(number: number, isShown: isShown, rest: isShown ? 0 : rest)
    }
}
