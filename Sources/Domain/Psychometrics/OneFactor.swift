/// One common factor behind a covariance matrix, by iterated principal axes: the least-squares solution.
struct OneFactor {
    private static let mostRounds = 2_000
    private static let tolerance = 1e-10

    /// In the items' units; most of them positive.
    let loadings: [Double]
    /// What of each item's variance is its own.
    let uniquenesses: [Double]

    /// Nothing where it does not settle, or settles where an item has less than no variance of its own (a Heywood
    /// case), which is no measurement.
    init?(_ covariances: [[Double]]) {
        let items = covariances.count
        guard items >= 3, covariances.indices.allSatisfy({ covariances[$0][$0] > 0 }) else { return nil }
        var shared = covariances.indices.map { item in
            // A first guess: the strongest tie that the item has.
            covariances.indices.filter { $0 != item }.map { abs(covariances[item][$0]) }.max() ?? 0
        }
        var loadings = shared.map { $0.squareRoot() }
        for _ in 0..<Self.mostRounds {
            var reduced = covariances
            for item in 0..<items { reduced[item][item] = shared[item] }
            guard let next = Self.principalAxis(of: reduced, from: loadings) else { return nil }
            let change = zip(next, shared).map { abs($0 * $0 - $1) }.max() ?? 0
            loadings = next
            shared = next.map { $0 * $0 }
            if change < Self.tolerance * covariances.indices.map({ covariances[$0][$0] }).reduce(0, max) {
                let own = covariances.indices.map { covariances[$0][$0] - shared[$0] }
                guard own.allSatisfy({ $0 >= 0 }) else { return nil }
                let sign: Double = loadings.reduce(0, +) < 0 ? -1 : 1
                self.loadings = loadings.map { $0 * sign }
                uniquenesses = own
                return
            }
        }
        return nil
    }

    /// The greatest eigenvector, as long as the root of its eigenvalue. Found by the power method on a matrix that is
    /// moved so far that its greatest eigenvalue is also the one of the greatest size.
    private static func principalAxis(of matrix: [[Double]], from start: [Double]) -> [Double]? {
        let shift = matrix.map { row in row.reduce(0) { $0 + abs($1) } }.max() ?? 0
        var vector = start
        guard normalise(&vector) else { return nil }
        for _ in 0..<mostRounds {
            var next = matrix.indices.map { row in
                zip(matrix[row], vector).reduce(shift * vector[row]) { $0 + $1.0 * $1.1 }
            }
            guard normalise(&next) else { return nil }
            let change = zip(next, vector).map { abs($0 - $1) }.max() ?? 0
            vector = next
            if change < 1e-13 { break }
        }
        let value = matrix.indices.reduce(0.0) { sum, row in
            sum + vector[row] * zip(matrix[row], vector).reduce(0) { $0 + $1.0 * $1.1 }
        }
        guard value > 0 else { return nil }
        return vector.map { $0 * value.squareRoot() }
    }

    private static func normalise(_ vector: inout [Double]) -> Bool {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { return false }
        for index in vector.indices { vector[index] /= length }
        return true
    }
}
