internal import Domain
internal import Instruments
internal import Router
internal import Store

/// The two results of each sheet of a re-scoring, read one page after the other.
struct RescoringReport {
    let rescoring: RescoringRecord
    /// The new version's; without it bands stand in no order.
    let manifest: Manifest
    private static let page = 256

    struct Line {
        let sheet: Identifier
        let student: Identifier
        /// Nothing where the sheet had no result before.
        let comparison: ResultComparison?
    }

    /// Calls `body` for each sheet from after `cursor` on, in the order of their ids, until it answers false. What is of an
    /// erased student is passed over.
    func forEach(after cursor: Identifier?, _ transaction: ReadTransaction, _ body: (Line) throws -> Bool) throws {
        var cursor = cursor
        while true {
            let results = try transaction.rescoredResults(of: rescoring, after: cursor, limit: Self.page)
            for result in results {
                guard let line = try line(result, transaction) else { continue }
                guard try body(line) else { return }
            }
            guard results.count == Self.page else { return }
            cursor = results.last?.sheet
        }
    }

    func counts(_ transaction: ReadTransaction) throws -> RescoringCounts {
        var counts = RescoringCounts()
        try forEach(after: nil, transaction) { line in
            if let comparison = line.comparison { counts.add(comparison) } else { counts.addFirstResult() }
            return true
        }
        return counts
    }

    private func line(_ sealed: SealedRescoredResult, _ transaction: ReadTransaction) throws -> Line? {
        do {
            let result = try transaction.opened(sealed)
            let former = try result.former.flatMap { try transaction.result($0) }
            return Line(
                sheet: result.sheet, student: result.student,
                comparison: try former.map { try ResultComparison($0, result, manifest) })
        } catch StoreError.ownerErased {
            return nil
        }
    }
}
