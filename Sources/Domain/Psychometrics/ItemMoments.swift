/// Sums over the answers of many sheets, from which the figures of items and scales are made. A campaign is read once,
/// sheet by sheet, whatever its size.
///
/// Answers are codes already turned for reversed items: all items of a scale must point one way.
public struct ItemMoments: Sendable {
    public let items: Int
    /// Sheets seen.
    public private(set) var sheets = 0
    /// Of these, those without a missing answer: what covariances are made from (listwise).
    public private(set) var complete = 0
    private var answered: [Int]
    private var sums: [Double]
    private var squares: [Double]
    private var completeSums: [Double]
    /// The lower triangle, row by row.
    private var products: [Double]

    public init(items: Int) {
        self.items = items
        answered = Array(repeating: 0, count: items)
        sums = Array(repeating: 0, count: items)
        squares = Array(repeating: 0, count: items)
        completeSums = Array(repeating: 0, count: items)
        products = Array(repeating: 0, count: items * (items + 1) / 2)
    }

    /// - Parameter answers: one for each item; nothing where it is missing. A sheet of another length is left out.
    public mutating func add(_ answers: [Int64?]) {
        guard answers.count == items else { return }
        sheets += 1
        for (item, answer) in answers.enumerated() {
            guard let answer else { continue }
            answered[item] += 1
            sums[item] += Double(answer)
            squares[item] += Double(answer) * Double(answer)
        }
        let whole = answers.compactMap { $0.map(Double.init) }
        guard whole.count == items else { return }
        complete += 1
        var cell = 0
        for row in 0..<items {
            completeSums[row] += whole[row]
            for column in 0...row {
                products[cell] += whole[row] * whole[column]
                cell += 1
            }
        }
    }

    /// Adds what another has summed over other sheets of the same items.
    public mutating func merge(_ other: ItemMoments) {
        guard other.items == items else { return }
        sheets += other.sheets
        complete += other.complete
        for item in 0..<items {
            answered[item] += other.answered[item]
            sums[item] += other.sums[item]
            squares[item] += other.squares[item]
            completeSums[item] += other.completeSums[item]
        }
        for cell in products.indices { products[cell] += other.products[cell] }
    }

    /// Of who answered the item; nothing if nobody did.
    public func mean(ofItem item: Int) -> Double? {
        answered[item] > 0 ? sums[item] / Double(answered[item]) : nil
    }

    /// By n − 1, of who answered the item.
    public func standardDeviation(ofItem item: Int) -> Double? {
        let count = Double(answered[item])
        guard count > 1 else { return nil }
        return (max(0, squares[item] - sums[item] * sums[item] / count) / (count - 1)).squareRoot()
    }

    /// The part of the sheets that lack the item, from 0 to 1.
    public func missingRate(ofItem item: Int) -> Double? {
        sheets > 0 ? 1 - Double(answered[item]) / Double(sheets) : nil
    }

    /// Of complete sheets, by n − 1.
    public func covariance(_ left: Int, _ right: Int) -> Double {
        guard complete > 1 else { return 0 }
        let (row, column) = (max(left, right), min(left, right))
        let product = products[row * (row + 1) / 2 + column]
        let count = Double(complete)
        return (product - completeSums[row] * completeSums[column] / count) / (count - 1)
    }
}

extension ItemMoments: TellableFigure {
    /// What reliability is made of: ten complete sheets.
    public var isTellable: Bool { complete >= SmallCell.leastPeople }
}
